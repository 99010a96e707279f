package relay.domain.automation;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * One contact inside an automation.
 *
 * @param id given by the ledger, 1 and up
 * @param contact id of the contact
 * @param steps those that the automation had when the contact came in: a change of the automation
 *     is for who comes in later
 * @param place of the step that is next, 0 and up
 * @param sending whether the mail of that step may be in the lane already
 * @param data what the event told that let it in; empty for none
 */
public record Entry(
    long id,
    String tenant,
    String automation,
    String contact,
    List<Step> steps,
    Instant enteredAt,
    int place,
    boolean sending,
    JsonObject data) {
  public Entry {
    steps = List.copyOf(steps);
  }

  /** At another step. */
  Entry at(int other, boolean sends) {
    return new Entry(id, tenant, automation, contact, steps, enteredAt, other, sends, data);
  }
}
