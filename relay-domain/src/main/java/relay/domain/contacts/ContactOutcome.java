package relay.domain.contacts;

import java.util.Optional;

/** What became of a wish to make or change a contact. */
public sealed interface ContactOutcome {
  /** It is so now, also when it was so before. */
  record Done(Contact contact) implements ContactOutcome {}

  /**
   * The address is another contact's.
   *
   * @param id of that one
   */
  record Taken(String id) implements ContactOutcome {}

  /** There is no such contact. */
  record Missing() implements ContactOutcome {}

  /**
   * Somebody changed it meanwhile, or it is not what was expected.
   *
   * @param current empty: it is not there
   */
  record Unexpected(Optional<Contact> current) implements ContactOutcome {}
}
