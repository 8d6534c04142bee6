package import Diagnostics

/// What an output may not hold of a person.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let privacyRules: [DiagnosticRule] = [
    identityNumberFound, mobileNumberFound, applicantNameFound, applicantNameIsPublicWord,
    bankCardFound, mailboxFound, personalParticularLikely,
  ]

  /// An identity number in an output.
  package static let identityNumberFound = DiagnosticRule(
    "identity-number-found", 6520, .error, blocks: true, title: "输出中有居民身份证号码",
    expected: "输出文件中没有18位居民身份证号码",
    remedy: "按所列位置找到来源单元格，删去号码后重新运行；本提示不重复号码",
    example: .situation("办结情况的备注栏写有申请人身份证号码"))
  /// A mobile number in an output.
  package static let mobileNumberFound = DiagnosticRule(
    "mobile-number-found", 6521, .error, blocks: true, title: "输出中有手机号码",
    expected: "输出文件中没有手机号码",
    remedy: "按所列位置找到来源单元格，删去号码或改为办公电话后重新运行；本提示不重复号码",
    example: .situation("台账的责任人栏写有手机号码"))
  /// An applicant's name in an output.
  package static let applicantNameFound = DiagnosticRule(
    "applicant-name-found", 6522, .error, blocks: true, title: "输出中有申请人姓名",
    expected: "输出文件中没有登记簿所列申请人的姓名",
    remedy: "按所列位置找到来源单元格，删去姓名后重新运行；确为同名的公开人员，改写为职务；登记簿里的“姓名”其实是普通词语的，可在 waivers.yaml 写明本代码和该词语",
    example: .situation("进展日志的标题写有申请人姓名"))
  /// Applicants' names that are words of the county's public lists and cannot be told apart.
  package static let applicantNameIsPublicWord = DiagnosticRule(
    "applicant-name-public-word", 6523, .info, title: "部分姓名与公开词语或常用词相同",
    expected: "申请人姓名与单位名称、任务名称和常用词不同",
    remedy: "不需要处理；如有疑虑，请人工查看输出中与这些词语相同的文字",
    example: .situation("一名申请人的姓名与名册中一个单位的名称相同"))

  /// A bank card's number in an output.
  package static let bankCardFound = DiagnosticRule(
    "bank-card-found", 6530, .error, blocks: true, title: "输出中有银行卡号",
    expected: "输出文件中没有银行卡号",
    remedy: "按所列位置找到来源单元格，删去号码后重新运行；本提示不重复号码",
    example: .situation("缴费记录的备注栏写有申请人的银行卡号"))
  /// A private mailbox in an output.
  package static let mailboxFound = DiagnosticRule(
    "mailbox-found", 6531, .error, blocks: true, title: "输出中有个人电子邮箱",
    expected: "输出文件中没有个人电子邮箱；本机关的邮箱写在 pipeline.yaml 的 contact 里",
    remedy: "按所列位置找到来源单元格，删去邮箱或改为本机关公布的邮箱后重新运行",
    example: .situation("进展日志的标题写有申请人的 QQ 邮箱"))
  /// What may be a particular of a person in an output.
  package static let personalParticularLikely = DiagnosticRule(
    "personal-particular-likely", 6532, .warning, title: "输出中可能有个人信息",
    expected: "输出文件中没有个人的电话、邮箱、证件号码",
    remedy: "按所列位置查看；是个人信息的删去后重新运行，不是的可在 waivers.yaml 写明本代码和所列的文件或位置",
    example: .situation("退回修改的一格写有0533-3241000，不知是办公电话还是住宅电话"))
}
