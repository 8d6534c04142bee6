extension ReportTemplate {
  /// The template that ships with the program; a county copies it to `templates/annual-report.mustache` to edit it.
  package static let standard = ReportTemplate(text: standardText, file: "annual-report.mustache")

  // The same text stands in Pipelines/yiyuan-2022/templates; a test compares the two.
  private static let standardText = #"""
    {{!
      政府信息公开工作年度报告模板。可以改写任何一句话；数字一律用双花括号中的事实名写出，不要直接打数字。
      第一行是标题；“一、”“二、”开头的短行是部分标题，“（一）”开头的短行是小标题，其余每行一段；以 >> 开头的行靠右。
      以 # 加名称开始、以 / 加名称结束的一段话，只在该数字大于零（或该内容存在）时写出；以 ^ 加名称开始的相反。
      名称后加 .known，只在有这个数字时成立；加 .compared，写出与上年的比较；加 .previous，写出上年的数字。
      没有来源的话不要写。登记簿里没有的内容写进“文字材料”，按“部分”在 sections 开头的位置写出；没有内容的小标题不写出，后面的依次顺延。
      不表示数量而带有数字的词语，可另起一个注释列出：注释以“允许词语”加冒号开头，词语之间用顿号隔开。
    }}
    {{organ}}{{year}}年政府信息公开工作{{#is_interim}}阶段通报（截至{{as_of}}）{{/is_interim}}{{^is_interim}}年度报告{{/is_interim}}
    本报告依据《中华人民共和国政府信息公开条例》第四十九条、第五十条的规定和《{{form.title}}》（{{form.number}}）的要求编制。全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等部分组成。
    本报告所列数据的统计期限自{{period.first}}起至{{period.last}}止。{{#left_out}}{{left_out}}。{{/left_out}}{{#is_county}}汇总数据由{{jurisdiction}}所属{{units.summed}}个单位的数据相加而成{{#units.vertical}}，实行垂直管理的{{units.vertical}}个单位由其上级机关汇总，未计入本报告{{/units.vertical}}{{#units.waived}}；{{units.waived}}个单位的数据未报送，经批准未计入{{/units.waived}}。{{/is_county}}{{#contact.website}}报告电子版可在{{contact.website}}查阅和下载。{{/contact.website}}如对本报告有疑问，请与{{publisher}}联系{{#contact.given}}（{{#contact.address}}地址：{{contact.address}}{{/contact.address}}{{#contact.postcode}}，邮编：{{contact.postcode}}{{/contact.postcode}}{{#contact.telephone}}{{#contact.address}}，{{/contact.address}}电话：{{contact.telephone}}{{/contact.telephone}}{{#contact.email}}，电子邮箱：{{contact.email}}{{/contact.email}}）{{/contact.given}}。
    一、总体情况
    {{#sections.overview}}{{sentence}}{{/sections.overview}}
    （一）主动公开
    {{#entries.total}}全年{{#is_county}}各单位{{/is_county}}登记公开事项{{entries.total}}条{{#entries.total.compared}}，{{entries.total.compared}}{{/entries.total.compared}}。按事项类型分，{{#entries.by_kind}}{{label}}{{count}}条{{^brief}}{{#compared}}（{{compared}}）{{/compared}}{{/brief}}{{^last}}，{{/last}}{{/entries.by_kind}}。按发布渠道分，{{#entries.by_channel}}{{label}}{{count}}条{{^brief}}{{#compared}}（{{compared}}）{{/compared}}{{/brief}}{{^last}}，{{/last}}{{/entries.by_channel}}。{{/entries.total}}{{#decisions.licences.known}}全年作出行政许可决定{{decisions.licences}}件{{#decisions.licences.compared}}，{{decisions.licences.compared}}{{/decisions.licences.compared}}。{{/decisions.licences.known}}{{#decisions.penalties.known}}全年作出行政处罚决定{{decisions.penalties}}件{{#decisions.penalties.compared}}，{{decisions.penalties.compared}}{{/decisions.penalties.compared}}。{{/decisions.penalties.known}}{{#decisions.coercions.known}}全年作出行政强制决定{{decisions.coercions}}件{{#decisions.coercions.compared}}，{{decisions.coercions.compared}}{{/decisions.coercions.compared}}。{{/decisions.coercions.known}}
    {{#sections.disclosure}}{{sentence}}{{/sections.disclosure}}
    {{^brief}}{{charts.publications}}{{/brief}}
    （二）依申请公开
    {{#requests.received.known}}全年新收政府信息公开申请{{requests.received}}件{{#requests.received.compared}}，{{requests.received.compared}}{{/requests.received.compared}}{{#requests.carried_in}}；上年结转{{requests.carried_in}}件，应办理申请共{{requests.to_handle}}件{{/requests.carried_in}}。{{/requests.received.known}}{{^brief}}{{#requests.by_applicant_any}}新收申请按申请人分，{{#requests.by_applicant}}{{label}}提出{{count}}件{{^last}}，{{/last}}{{/requests.by_applicant}}。{{/requests.by_applicant_any}}{{/brief}}
    {{#requests.answered}}全年办结申请{{requests.answered}}件{{#requests.answered.compared}}，{{requests.answered.compared}}{{/requests.answered.compared}}，其中{{#requests.by_result}}{{label}}{{count}}件，占{{share}}%{{^last}}；{{/last}}{{/requests.by_result}}（各项比例分别四舍五入，相加后可能略有出入）。{{/requests.answered}}{{#requests.answered.zero}}全年没有办结的申请。{{/requests.answered.zero}}{{#requests.carried_out}}结转下年度继续办理{{requests.carried_out}}件。{{/requests.carried_out}}
    {{#requests.durations_known}}{{#requests.answered}}本年办结的申请中，期限内办结{{requests.answered_in_time}}件，超过期限办结{{requests.answered_late}}件；按收到申请（经补正的，收到补正材料）至答复所经工作日计，{{#requests.by_duration}}{{label}}的{{count}}件{{^last}}，{{/last}}{{/requests.by_duration}}，其中包括依法延期和征求第三方意见的时间。{{/requests.answered}}{{#requests.carried_out}}结转下年度的申请，至年底{{#requests.open_by_age}}已经过{{label}}的{{count}}件{{^last}}，{{/last}}{{/requests.open_by_age}}{{#requests.open_overdue}}，其中已超过期限的{{requests.open_overdue}}件{{/requests.open_overdue}}。{{/requests.carried_out}}{{/requests.durations_known}}{{#requests.judged}}截至{{as_of}}（包括本年度结束以后答复和到期的），已答复和已超过期限的申请{{requests.judged}}件，按期办理{{requests.on_time}}件，按期办理率为{{requests.on_time_share}}%{{#requests.late}}，逾期{{requests.late}}件{{/requests.late}}。{{/requests.judged}}
    {{#sections.requests}}{{sentence}}{{/sections.requests}}
    {{^brief}}{{charts.requests}}{{/brief}}
    （三）政府信息管理
    {{#documents.issued.total}}全年制发文件{{documents.issued.total}}件{{#documents.issued.total.compared}}，{{documents.issued.total.compared}}{{/documents.issued.total.compared}}，其中主动公开{{documents.disclosed.proactive}}件、依申请公开{{documents.disclosed.on_request}}件、不予公开{{documents.disclosed.withheld}}件{{#documents.disclosed.unmarked}}，另有{{documents.disclosed.unmarked}}件尚未标注公开属性{{/documents.disclosed.unmarked}}。{{/documents.issued.total}}{{#documents.normative.made.known}}本年制发行政规范性文件{{documents.normative.made}}件{{#documents.normative.made.compared}}，{{documents.normative.made.compared}}{{/documents.normative.made.compared}}。{{/documents.normative.made.known}}{{#documents.normative.repealed.known}}本年废止行政规范性文件{{documents.normative.repealed}}件。{{/documents.normative.repealed.known}}{{#documents.normative.valid.known}}截至{{period.last}}现行有效的行政规范性文件{{documents.normative.valid}}件。{{/documents.normative.valid.known}}{{#documents.normative.published.known}}本年新公开规范性文件{{documents.normative.published}}件，对外公开总数量{{documents.normative.public}}件。{{/documents.normative.published.known}}{{#documents.interpretation.required}}应当解读的文件{{documents.interpretation.required}}件，按期解读{{documents.interpretation.on_time}}件。{{/documents.interpretation.required}}
    {{#sections.management}}{{sentence}}{{/sections.management}}
    （四）政府信息公开平台建设
    {{#letters.received}}全年收到群众来件{{letters.received}}件{{#letters.received.compared}}，{{letters.received.compared}}{{/letters.received.compared}}，已答复{{letters.answered}}件，公开答复{{letters.public}}件{{#letters.on_time_share.known}}，按期答复率为{{letters.on_time_share}}%{{/letters.on_time_share.known}}{{^brief}}{{#letters.by_channel_any}}；来件按渠道分，{{#letters.by_channel}}{{label}}{{count}}件{{^last}}、{{/last}}{{/letters.by_channel}}{{/letters.by_channel_any}}{{/brief}}。{{/letters.received}}
    {{#sections.platform}}{{sentence}}{{/sections.platform}}
    （五）监督保障
    {{#entries.training}}{{#is_county}}各单位{{/is_county}}登记的政务公开培训事项{{entries.training}}条{{#entries.training.compared}}，{{entries.training.compared}}{{/entries.training.compared}}。{{/entries.training}}{{#entries.briefing}}登记的负责同志听取政务公开工作汇报事项{{entries.briefing}}条{{#entries.briefing.compared}}，{{entries.briefing.compared}}{{/entries.briefing.compared}}。{{/entries.briefing}}{{#problems.found}}全年日常检查发现问题{{problems.found}}个{{#problems.found.compared}}，{{problems.found.compared}}{{/problems.found.compared}}，截至{{as_of}}已整改{{problems.rectified}}个，整改率为{{problems.rectified_share}}%。{{/problems.found}}{{#problems.found.zero}}全年日常检查没有发现问题。{{/problems.found.zero}}
    {{#sections.supervision}}{{sentence}}{{/sections.supervision}}
    二、主动公开政府信息情况
    {{tables.proactive}}
    三、收到和处理政府信息公开申请情况
    {{tables.requests}}
    四、政府信息公开行政复议、行政诉讼情况
    {{tables.disputes}}
    {{#disputes.reviews}}本年涉及政府信息公开的行政复议{{disputes.reviews}}件，其中结果维持{{disputes.reviews_upheld}}件、结果纠正{{disputes.reviews_corrected}}件、其他结果{{disputes.reviews_other}}件、尚未审结{{disputes.reviews_open}}件。{{/disputes.reviews}}{{#disputes.reviews.zero}}本年没有涉及政府信息公开的行政复议。{{/disputes.reviews.zero}}{{#disputes.suits}}本年涉及政府信息公开的行政诉讼{{disputes.suits}}件，其中结果维持{{disputes.suits_upheld}}件、结果纠正{{disputes.suits_corrected}}件、其他结果{{disputes.suits_other}}件、尚未审结{{disputes.suits_open}}件。{{/disputes.suits}}{{#disputes.suits.zero}}本年没有涉及政府信息公开的行政诉讼。{{/disputes.suits.zero}}
    五、存在的主要问题及改进情况
    （一）上年问题的整改情况
    {{#sections.last_problems}}{{sentence}}{{/sections.last_problems}}{{#lookback.total}}{{last_year}}年没有完成的工作任务{{lookback.total}}项，截至{{as_of}}已完成{{lookback.closed}}项{{#lookback.open}}，还有{{lookback.open}}项没有完成，较为集中的是{{#lookback.open_tasks}}“{{title}}”（涉及单位{{units}}个）{{^last}}、{{/last}}{{/lookback.open_tasks}}{{/lookback.open}}。{{/lookback.total}}
    （二）本年存在的主要问题
    {{#problems.typical_any}}日常检查发现较多的问题是：{{#problems.typical}}{{category}}（{{count}}个，涉及单位{{units}}个）{{^last}}、{{/last}}{{/problems.typical}}。{{/problems.typical_any}}{{#plan.missed}}对照{{plan.title}}，尚有{{plan.missed}}项应办事项逾期未完成{{#plan.open_tasks_any}}，较为集中的是{{#plan.open_tasks}}“{{title}}”{{missed}}项{{^last}}、{{/last}}{{/plan.open_tasks}}{{/plan.open_tasks_any}}。{{/plan.missed}}{{#requests.late}}截至{{as_of}}，依申请公开有{{requests.late}}件没有按期答复。{{/requests.late}}{{#documents.interpretation.late}}有{{documents.interpretation.late}}件应当解读的文件没有按期解读。{{/documents.interpretation.late}}
    {{#sections.problems}}{{sentence}}{{/sections.problems}}
    （三）改进措施
    {{#sections.improvements}}{{sentence}}{{/sections.improvements}}
    六、其他需要报告的事项
    （一）信息处理费收取情况
    {{#fees.collected}}本年对{{fees.requests}}件申请收取信息处理费，共计{{fees.collected}}元。{{/fees.collected}}{{#fees.collected.zero}}本年没有收取信息处理费。{{/fees.collected.zero}}
    （二）年度政务公开工作要点落实情况
    {{#plan.given}}{{plan.title}}共列任务{{plan.tasks}}项，分为{{plan.themes}}个主题，应办事项{{plan.due}}项，已完成{{plan.completed}}项{{#plan.completion_rate.known}}，完成率为{{plan.completion_rate}}%{{/plan.completion_rate.known}}；其中按期完成{{plan.on_time}}项、逾期完成{{plan.late}}项，逾期未完成{{plan.missed}}项{{#plan.unknown}}，因材料不全无法判断{{plan.unknown}}项{{/plan.unknown}}。分主题看，{{#plan.by_theme}}{{theme}}方面，任务{{tasks}}项，应办事项{{due}}项，已完成{{completed}}项{{^last}}；{{/last}}{{/plan.by_theme}}。{{/plan.given}}
    {{charts.plan}}
    （三）建议提案办理结果公开情况
    {{#proposals.total}}本年承办人大代表建议{{proposals.deputies}}件、政协委员提案{{proposals.consultative}}件，已答复{{proposals.answered}}件，公开办理结果{{proposals.public}}件{{#proposals.unanswered}}，尚有{{proposals.unanswered}}件正在办理{{/proposals.unanswered}}。{{/proposals.total}}{{#proposals.total.zero}}本年没有承办人大代表建议和政协委员提案。{{/proposals.total.zero}}
    {{#sections.others_any}}（四）其他事项{{/sections.others_any}}
    {{#sections.others}}{{sentence}}{{/sections.others}}
    """# + "\n"
}
