package relay.domain.contacts.file;

import java.util.List;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ContactFields;

/** What a row of a file comes to. */
public sealed interface ImportRow {

  /** Of the file, the first being 1. */
  long line();

  /**
   * A contact.
   *
   * @param wishes states of lists that it asks for, each with its proof
   */
  record Given(long line, ContactFields fields, List<Consent> wishes) implements ImportRow {
    public Given {
      wishes = List.copyOf(wishes);
    }
  }

  /**
   * None: the row is left out.
   *
   * @param column by what the file calls it where that is known; else empty text
   * @param error what is wrong and what to do
   */
  record Faulty(long line, String column, String error) implements ImportRow {}
}
