import Disclosure
import Notices
import Publishing
import Rendering
import WorkPlan

/// readings.json: what every phrase of a notice was read as.
enum ReadingsJSON {
  static func text(of notice: Notice) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("schema", 1)
      optional("document", notice.head.document, &writer)
      optional("issued", notice.head.issued?.iso, &writer)
      writer.key("year")
      if let year = notice.year { writer.integer(year) } else { writer.null() }
      writer.field("jurisdiction", notice.head.jurisdiction)
      writer.key("tasks")
      writer.array { writer in for task in notice.tasks { write(task, &writer) } }
      writer.key("outside")
      writer.array { writer in for clause in notice.outside { write(clause, &writer) } }
    }
    return writer.text + "\n"
  }

  private static func optional(_ key: String, _ text: String?, _ writer: inout JSONWriter) {
    writer.key(key)
    if let text { writer.string(text) } else { writer.null() }
  }

  private static func list(_ key: String, _ words: [String], _ writer: inout JSONWriter) {
    writer.key(key)
    writer.array { writer in for word in words { writer.string(word) } }
  }

  private static func write(_ task: NoticeTask, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("task", task.id)
      optional("number", task.number, &writer)
      writer.field("theme", task.theme)
      optional("subtheme", task.subtheme, &writer)
      writer.field("text", task.text)
      writer.key("units")
      writer.object { writer in
        writer.field("phrase", task.units.phrase)
        list("named", task.units.named, &writer)
        list("lead", task.units.lead, &writer)
        list("groups", task.units.groups, &writer)
        writer.field("mark", task.units.mark.rawValue)
      }
      writer.key("clauses")
      writer.array { writer in for clause in task.clauses { write(clause, &writer) } }
      writer.key("unread")
      writer.array { writer in
        for part in task.unread {
          writer.record { writer in
            writer.field("phrase", part.phrase)
            writer.field("why", part.why)
          }
        }
      }
    }
  }

  private static func write(_ reading: ClauseReading, _ writer: inout JSONWriter) {
    writer.record { writer in
      writer.field("phrase", reading.phrase)
      writer.field("sentence", reading.sentence)
      writer.field("clause", reading.plainCanonical)
      writer.key("units")
      if let units = reading.units {
        writer.array { writer in for name in units.named + units.groups { writer.string(name) } }
      } else {
        writer.null()
      }
      writer.field("evidence", reading.evidence.rawValue)
      writer.key("certain")
      writer.boolean(reading.isCertain)
    }
  }
}
