package relay.domain.reception.document;

import java.util.List;

/** What came of reading an array of documents. */
public sealed interface BatchReading {

  /** One reading for each item, in order, at least one; an item that is no mail spoils no other. */
  record Read(List<DocumentReading> mails) implements BatchReading {
    public Read {
      mails = List.copyOf(mails);
    }
  }

  /** Not an array of documents at all, or one that is too long. */
  record Refused(FieldProblem problem) implements BatchReading {}
}
