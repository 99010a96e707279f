package relay.domain.authentication;

import java.util.List;

/** What an ID token is worth. */
public sealed interface IdTokenVerdict {

  /**
   * It is genuine, valid now, and of this login.
   *
   * @param name of the person: the claim that the operator chose, else the subject
   * @param values of the claim that was asked for
   */
  record Proven(String name, List<String> values) implements IdTokenVerdict {
    public Proven {
      values = List.copyOf(values);
    }
  }

  /**
   * It is worth nothing.
   *
   * @param reason one word for the journal
   */
  record Refused(String reason) implements IdTokenVerdict {}

  /** The keys of the issuer are not to be had now. */
  record Unknown() implements IdTokenVerdict {}
}
