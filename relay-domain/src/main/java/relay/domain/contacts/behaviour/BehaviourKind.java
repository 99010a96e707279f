package relay.domain.contacts.behaviour;

import java.util.Arrays;
import java.util.Optional;
import relay.domain.control.Fields;

/** What can be asked of a contact's behaviour. */
public enum BehaviourKind {
  /** A mail has come to an end: delivered, refused for good or given up. */
  SENT,
  DELIVERED,
  /** By a person, as far as can be told. */
  OPENED,
  /** By a person, as far as can be told. */
  CLICKED;

  /** Such as {@code opened}. */
  public String label() {
    return Fields.word(this);
  }

  public static Optional<BehaviourKind> labelled(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
