package relay.domain.automation;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalInt;
import relay.domain.mail.Mailbox;

/**
 * One step of an automation.
 *
 * @param name for people and for {@code else}; each once in an automation
 */
public record Step(String name, Action action) {

  /** What happens in it. */
  public sealed interface Action {
    /** For people, such as {@code wait}. */
    default String word() {
      return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Nothing for a time. */
  record Wait(Duration time) implements Action {}

  /** Nothing until this time of day in the contact's zone, at most a day. */
  record Until(LocalTime time) implements Action {}

  /**
   * A mail.
   *
   * @param version of the template; empty: the newest when it is sent
   * @param stream of the bulk or a transactional lane
   */
  record Send(
      String template, OptionalInt version, String stream, Mailbox from, Optional<Mailbox> replyTo)
      implements Action {}

  /**
   * Goes on with the next step when the condition holds.
   *
   * @param condition as a segment has it
   * @param otherwise name of a later step; empty: it leaves
   */
  record If(JsonObject condition, Optional<String> otherwise) implements Action {}

  /**
   * Changes what is known of the contact.
   *
   * @param value of the attribute's type; JSON null takes it away
   */
  record Set(String attribute, JsonValue value) implements Action {}

  /** Adds a word to an attribute of type list. */
  record Tag(String attribute, String word) implements Action {}

  /** Tells the tenant's webhooks. */
  record Tell(String note) implements Action {}

  /** It leaves. */
  record Exit() implements Action {}
}
