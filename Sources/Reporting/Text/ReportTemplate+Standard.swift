extension ReportTemplate {
  /// The template that ships with the program; a county copies it to `templates/annual-report.mustache` to edit it.
  package static let standard = ReportTemplate(text: standardText, file: "annual-report.mustache")

  // The same text stands in Pipelines/yiyuan-2022/templates; a test compares the two.
  private static let standardText = #"""
    {{!
      政府信息公开工作年度报告模板。可以改写任何一句话；数字一律用双花括号中的事实名写出，不要直接打数字。
      第一行是标题；“一、”“二、”开头的短行是部分标题，“（一）”开头的短行是小标题，其余每行一段；以 >> 开头的行靠右。
      以 # 加名称开始、以 / 加名称结束的一段话，只在该数字大于零（或该内容存在）时写出；以 ^ 加名称开始的相反。
      不表示数量而带有数字的词语，可另起一个注释列出：注释以“允许词语”加冒号开头，词语之间用顿号隔开。
    }}
    {{organ}}{{year}}年政府信息公开工作年度报告
    本报告依据《中华人民共和国政府信息公开条例》第四十九条、第五十条的规定和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）的要求编制。全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等部分组成。
    本报告所列数据的统计期限自{{year}}年1月1日起至{{period_end}}止。{{#left_out}}{{left_out}}。{{/left_out}}{{#is_county}}汇总数据由{{jurisdiction}}所属{{units.summed}}个单位的数据相加而成{{#units.vertical}}，实行垂直管理的{{units.vertical}}个单位由其上级机关汇总，未计入本报告{{/units.vertical}}。{{/is_county}}报告电子版可在{{#contact.website}}{{contact.website}}{{/contact.website}}{{^contact.website}}政府门户网站“政府信息公开”专栏{{/contact.website}}查阅和下载。如对本报告有疑问，请与{{publisher}}联系{{#contact.address}}（地址：{{contact.address}}{{#contact.postcode}}，邮编：{{contact.postcode}}{{/contact.postcode}}{{#contact.telephone}}，电话：{{contact.telephone}}{{/contact.telephone}}{{#contact.email}}，电子邮箱：{{contact.email}}{{/contact.email}}）{{/contact.address}}{{^contact.address}}{{#contact.telephone}}（电话：{{contact.telephone}}）{{/contact.telephone}}{{/contact.address}}。
    一、总体情况
    {{year}}年，{{organ}}坚持以公开为常态、不公开为例外，围绕中心工作和群众关切推进决策、执行、管理、服务、结果公开，着力提高政府信息公开的规范化水平。
    （一）主动公开
    {{#entries.total}}全年记录各类公开事项{{entries.total}}条，其中信息公开{{entries.disclosure}}条、政策解读{{entries.interpretation}}条、回应关切{{entries.response}}条、意见征集{{entries.consultation}}条；通过政府网站发布{{entries.by_website}}条，通过政务新媒体发布{{entries.by_new_media}}条。{{/entries.total}}{{#documents.issued.total}}全年制发文件{{documents.issued.total}}件，其中主动公开{{documents.disclosed.proactive}}件、依申请公开{{documents.disclosed.on_request}}件、不予公开{{documents.disclosed.withheld}}件{{#documents.disclosed.unmarked}}，另有{{documents.disclosed.unmarked}}件尚未标注公开属性{{/documents.disclosed.unmarked}}。{{/documents.issued.total}}{{#documents.normative.made.known}}{{#documents.normative.repealed.known}}{{#documents.normative.valid.known}}本年制发行政规范性文件{{documents.normative.made}}件，废止{{documents.normative.repealed}}件，截至年底现行有效{{documents.normative.valid}}件。{{/documents.normative.valid.known}}{{/documents.normative.repealed.known}}{{/documents.normative.made.known}}{{#documents.interpretation.required}}应当解读的文件{{documents.interpretation.required}}件，按期解读{{documents.interpretation.on_time}}件。{{/documents.interpretation.required}}{{#decisions.licences.known}}{{#decisions.penalties.known}}{{#decisions.coercions.known}}全年作出行政许可决定{{decisions.licences}}件、行政处罚决定{{decisions.penalties}}件、行政强制决定{{decisions.coercions}}件。{{/decisions.coercions.known}}{{/decisions.penalties.known}}{{/decisions.licences.known}}
    （二）依申请公开
    {{#requests.received.known}}全年新收政府信息公开申请{{requests.received}}件{{#requests.received.compared}}，{{requests.received.compared}}{{/requests.received.compared}}{{#requests.carried_in}}；上年结转{{requests.carried_in}}件，应办理申请共{{requests.to_handle}}件{{/requests.carried_in}}。{{/requests.received.known}}{{#requests.by_applicant_any}}新收申请按申请人分，{{#requests.by_applicant}}{{label}}提出{{count}}件{{^last}}，{{/last}}{{/requests.by_applicant}}。{{/requests.by_applicant_any}}
    {{#requests.answered}}全年办结申请{{requests.answered}}件，其中{{#requests.by_result}}{{label}}{{count}}件，占{{share}}%{{^last}}；{{/last}}{{/requests.by_result}}。各项比例分别四舍五入，相加后可能略有出入。{{/requests.answered}}{{#requests.answered.zero}}全年没有办结的申请。{{/requests.answered.zero}}{{#requests.carried_out}}结转下年度继续办理{{requests.carried_out}}件。{{/requests.carried_out}}
    {{#requests.judged}}已到期的申请{{requests.judged}}件，按期办理{{requests.on_time}}件，按期办理率为{{requests.on_time_share}}%{{#requests.late}}，逾期{{requests.late}}件{{/requests.late}}。{{/requests.judged}}{{#requests.judged.zero}}本年没有已到答复期限的申请。{{/requests.judged.zero}}
    （三）政府信息管理
    落实公文公开属性源头认定制度，拟制公文时同步明确公开属性，公开前依法进行审查。{{#documents.normative.repealed}}对行政规范性文件实行动态管理，本年废止{{documents.normative.repealed}}件。{{/documents.normative.repealed}}{{#documents.normative.repealed.zero}}对行政规范性文件实行动态管理，本年没有废止的行政规范性文件。{{/documents.normative.repealed.zero}}
    （四）政府信息公开平台建设
    规范政府网站政府信息公开专栏的栏目设置和内容更新，统筹政务新媒体的信息发布。{{#letters.received}}全年收到群众来件{{letters.received}}件，已答复{{letters.answered}}件，公开答复{{letters.public}}件{{#letters.on_time_share.known}}，按期答复率为{{letters.on_time_share}}%{{/letters.on_time_share.known}}{{#letters.by_channel_any}}；来件按渠道分，{{#letters.by_channel}}{{label}}{{count}}件{{^last}}、{{/last}}{{/letters.by_channel}}{{/letters.by_channel_any}}。{{/letters.received}}
    （五）监督保障
    {{#entries.training}}全年组织政府信息公开培训{{entries.training}}次。{{/entries.training}}{{#entries.briefing}}政府及部门负责同志听取政务公开工作汇报{{entries.briefing}}次。{{/entries.briefing}}{{#problems.found}}开展日常检查，发现问题{{problems.found}}个，已整改{{problems.rectified}}个，整改率为{{problems.rectified_share}}%。{{/problems.found}}{{#problems.found.zero}}把政府信息公开纳入日常检查，对发现的问题及时反馈并督促整改。{{/problems.found.zero}}
    二、主动公开政府信息情况
    {{tables.proactive}}
    三、收到和处理政府信息公开申请情况
    {{tables.requests}}
    四、政府信息公开行政复议、行政诉讼情况
    {{tables.disputes}}
    {{#disputes.reviews}}本年涉及政府信息公开的行政复议{{disputes.reviews}}件，其中结果维持{{disputes.reviews_upheld}}件、结果纠正{{disputes.reviews_corrected}}件、其他结果{{disputes.reviews_other}}件、尚未审结{{disputes.reviews_open}}件。{{/disputes.reviews}}{{#disputes.reviews.zero}}本年没有涉及政府信息公开的行政复议。{{/disputes.reviews.zero}}{{#disputes.suits}}本年涉及政府信息公开的行政诉讼{{disputes.suits}}件，其中结果维持{{disputes.suits_upheld}}件、结果纠正{{disputes.suits_corrected}}件、其他结果{{disputes.suits_other}}件、尚未审结{{disputes.suits_open}}件。{{/disputes.suits}}{{#disputes.suits.zero}}本年没有涉及政府信息公开的行政诉讼。{{/disputes.suits.zero}}
    五、存在的主要问题及改进情况
    {{#problems.typical_any}}日常检查反映出的主要问题有：{{#problems.typical}}{{category}}（{{count}}个，涉及单位{{units}}个）{{^last}}、{{/last}}{{/problems.typical}}。{{/problems.typical_any}}{{#plan.missed}}对照年度要点，尚有{{plan.missed}}项应办事项逾期未完成{{#plan.open_tasks_any}}，较为集中的是：{{#plan.open_tasks}}“{{title}}”{{missed}}项{{^last}}、{{/last}}{{/plan.open_tasks}}{{/plan.open_tasks_any}}。{{/plan.missed}}{{#requests.late}}依申请公开办理中有{{requests.late}}件未能按期答复，答复流程的提醒和审核环节需要加强。{{/requests.late}}{{^problems.typical_any}}{{^plan.missed}}{{^requests.late}}从工作情况看，主动公开的内容与群众期待相比仍有差距，政策解读的针对性有待提高，工作人员的业务能力需要持续加强。{{/requests.late}}{{/plan.missed}}{{/problems.typical_any}}
    针对上述问题，{{organ}}将重点抓好以下工作：一是对未完成的事项建立整改台账，明确责任单位和完成时间，逐项整改、逐项销号；二是加强公开内容的审核把关，提高政策解读的质量和时效；三是加强业务培训和日常指导，规范依申请公开的登记、审核、答复和归档。
    六、其他需要报告的事项
    （一）信息处理费收取情况
    {{#fees.collected}}本年对{{fees.requests}}件申请收取信息处理费，共计{{fees.collected}}元。{{/fees.collected}}{{^fees.collected}}{{#fees.collected.zero}}本年按照《政府信息公开信息处理费管理办法》规定的标准执行，没有收取信息处理费。{{/fees.collected.zero}}{{^fees.collected.zero}}{{#fees.requests}}本年对{{fees.requests}}件申请收取信息处理费，金额没有登记齐全。{{/fees.requests}}{{/fees.collected.zero}}{{/fees.collected}}
    （二）年度政务公开工作要点落实情况
    {{#plan.given}}{{plan.title}}共列任务{{plan.tasks}}项，分为{{plan.themes}}个主题，应办事项{{plan.due}}项，已完成{{plan.completed}}项{{#plan.completion_rate.known}}，完成率为{{plan.completion_rate}}%{{/plan.completion_rate.known}}；其中按期完成{{plan.on_time}}项、逾期完成{{plan.late}}项，逾期未完成{{plan.missed}}项{{#plan.unknown}}，因材料不全无法判断{{plan.unknown}}项{{/plan.unknown}}。分主题看：{{#plan.by_theme}}{{theme}}方面，任务{{tasks}}项，应办事项{{due}}项，已完成{{completed}}项{{^last}}；{{/last}}{{/plan.by_theme}}。{{/plan.given}}{{^plan.given}}对照年度政务公开工作要点，逐项明确责任分工和完成时限，按季度通报进展，推动各项任务落实。{{/plan.given}}
    {{#proposals.total.known}}（三）建议提案办理结果公开情况
    {{#proposals.total}}本年承办人大代表建议{{proposals.deputies}}件、政协委员提案{{proposals.consultative}}件，已答复{{proposals.answered}}件，公开办理结果{{proposals.public}}件{{#proposals.unanswered}}，尚有{{proposals.unanswered}}件正在办理{{/proposals.unanswered}}。{{/proposals.total}}{{#proposals.total.zero}}本年没有承办人大代表建议和政协委员提案。{{/proposals.total.zero}}{{/proposals.total.known}}
    """# + "\n"
}
