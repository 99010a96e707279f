package relay.domain.reception.document;

import java.util.List;

/** What came of reading a document. */
public sealed interface DocumentReading {
  record Read(MailDocument document) implements DocumentReading {}

  /** At least one problem; at most a bounded number of them. */
  record Refused(List<FieldProblem> problems) implements DocumentReading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
