package relay.domain.automation;

import relay.domain.control.Fields;

/** What people order of an automation. */
public enum AutomationOrder {
  START,
  PAUSE,
  RESUME,
  /** For good: whoever is inside leaves. */
  END;

  /** Such as {@code start}. */
  public String label() {
    return Fields.word(this);
  }
}
