package relay.domain.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

/**
 * What goes into the message view fits its columns, whatever stands in an event: one that the
 * database refuses would stop all that follow.
 */
class ViewColumnsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final QueueId MAIL = new QueueId("0khr3vqs0abcdefghjkm");
  private static final EmailAddress BOB = EmailAddress.parse("bob@example.org");
  private static final List<String> FIELDS =
      List.of(
          EventField.SENDER,
          EventField.SUBJECT,
          EventField.MESSAGE_ID,
          EventField.LANE,
          EventField.LISTENER,
          EventField.USER,
          EventField.TENANT,
          EventField.STREAM,
          EventField.CREDENTIAL,
          EventField.CAMPAIGN,
          EventField.HOP,
          EventField.HOST,
          EventField.STATUS,
          EventField.REPLY,
          EventField.REASON,
          EventField.BRAKE,
          EventField.BRAKE_KIND,
          EventField.BRAKE_AUTHOR,
          EventField.BRAKE_REASON,
          EventField.NEXT_ATTEMPT);

  @Test
  void shouldFitTheColumnsWhateverStandsInAnEvent() {
    Chance.rounds(
        1500,
        random -> {
          MessageFold fold = new MessageFold();
          fold.add(event(EventType.RECEIVED, 0, details(random)), "line");
          EventType type =
              Chance.oneOf(
                  random,
                  EventType.DEFERRED,
                  EventType.HELD,
                  EventType.BOUNCED,
                  EventType.RELEASED);
          fold.add(event(type, 1, details(random)), "line");

          MessageChange change = fold.changes().iterator().next();
          Reception mail = change.reception().orElseThrow();
          List.of(mail.sender(), mail.subject(), mail.messageId(), mail.door(), mail.user())
              .forEach(text -> fits(text, 1000));
          fits(mail.lane(), 40);
          fits(mail.owner().tenant(), 64);
          fits(mail.owner().stream(), 64);
          fits(mail.owner().credential(), 200);
          fits(mail.owner().campaign(), 64);
          RecipientChange bob = change.recipients().get(BOB.toString());
          List.of(bob.hop(), bob.host(), bob.reply()).forEach(text -> fits(text, 1000));
          fits(bob.status(), 11);
          fits(bob.reason(), 200);
        });
  }

  @ParameterizedTest
  @CsvSource({"199, 199", "200, 200", "201, 200", "1000, 200", "1001, 200"})
  void shouldCutAReasonOnlyWhereItIsTooLong(int length, int kept) {
    RecipientChange bob = after(EventType.DEFERRED, Map.of(EventField.REASON, "r".repeat(length)));

    assertThat(bob.reason()).hasSize(kept);
  }

  @Test
  void shouldCutBetweenCharacters() {
    String rocket = "\ud83d\ude80";

    RecipientChange bob =
        after(
            EventType.DEFERRED,
            Map.of(
                EventField.REASON, "r".repeat(199) + rocket,
                EventField.STATUS, "4.2.1......" + rocket,
                EventField.REPLY, "x".repeat(998) + rocket));

    assertThat(bob.reason()).isEqualTo("r".repeat(199));
    assertThat(bob.status()).isEqualTo("4.2.1......");
    assertThat(bob.reply()).isEqualTo("x".repeat(998) + rocket);
  }

  /** RFC 3463: the longest that a server can say. */
  @Test
  void shouldKeepTheLongestStatusWhole() {
    RecipientChange bob = after(EventType.BOUNCED, Map.of(EventField.STATUS, "5.123.456"));

    assertThat(bob.status()).isEqualTo("5.123.456");
  }

  @Test
  void shouldNameTheBrakeItsAuthorAndItsReasonAsFarAsThereIsRoom() {
    Map<String, Object> brake = new LinkedHashMap<>();
    brake.put(EventField.BRAKE_KIND, "hold");
    brake.put(EventField.BRAKE, "b-1");
    brake.put(EventField.BRAKE_AUTHOR, "ann");
    brake.put(EventField.BRAKE_REASON, "spam run");
    brake.put(EventField.REASON, "brake");

    assertThat(after(EventType.HELD, brake).reply()).isEqualTo("hold b-1 by ann: spam run");
    assertThat(after(EventType.HELD, brake).reason()).isEqualTo("brake b-1");
    brake.put(EventField.BRAKE_REASON, "s".repeat(2000));
    assertThat(after(EventType.HELD, brake).reply()).hasSize(1000).startsWith("hold b-1 by ann: s");
    brake.remove(EventField.BRAKE);
    assertThat(after(EventType.HELD, brake).reason()).isEqualTo("brake");
  }

  @Test
  void shouldKeepWhoseMailItIs() {
    MessageFold fold = new MessageFold();
    Map<String, Object> owner =
        Map.of(
            EventField.TENANT, "acme",
            EventField.STREAM, "news",
            EventField.CREDENTIAL, "c-1",
            EventField.CAMPAIGN, "spring");

    fold.add(event(EventType.RECEIVED, 0, owner), "line");

    assertThat(fold.changes().iterator().next().reception().orElseThrow().owner())
        .isEqualTo(new MailOwner("acme", "news", "c-1", "spring"));
  }

  /** Only what waits has a reason and a time at which it goes on. */
  @ParameterizedTest
  @CsvSource({
    "DEFERRED, true",
    "HELD, true",
    "RELEASED, true",
    "BOUNCED, false",
    "DELIVERED, false"
  })
  void shouldGiveAReasonOnlyToWhatWaits(EventType type, boolean waits) {
    RecipientChange bob =
        after(
            type,
            Map.of(EventField.REASON, "slow", EventField.NEXT_ATTEMPT, "2026-01-01T13:00:00Z"));

    assertThat(bob.reason()).isEqualTo(waits ? "slow" : "");
    assertThat(bob.nextAttempt().isPresent()).isEqualTo(waits);
  }

  private static RecipientChange after(EventType type, Map<String, Object> details) {
    MessageFold fold = new MessageFold();
    fold.add(event(type, 1, details), "line");
    return fold.changes().iterator().next().recipients().get(BOB.toString());
  }

  private static void fits(String text, int charsMax) {
    assertThat(text).hasSizeLessThanOrEqualTo(charsMax).doesNotContain("\0");
    if (text.length() >= charsMax - 1) {
      assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
    }
  }

  private static MailEvent event(EventType type, int attempt, Map<String, Object> details) {
    return new MailEvent(type, NOON, Optional.of(MAIL), 0, attempt, Optional.of(BOB), details);
  }

  private static Map<String, Object> details(Random random) {
    Map<String, Object> details = new LinkedHashMap<>();
    List<String> fields = new ArrayList<>(FIELDS);
    for (int i = random.nextInt(8); i >= 0; i--) {
      String piece = Chance.oneOf(random, "x", "\ud83d\ude80", "a\0b", "\u00fc", "");
      String text = Chance.oneOf(random, "", "y") + piece.repeat(random.nextInt(1200));
      details.put(fields.remove(random.nextInt(fields.size())), text);
    }
    return details;
  }
}
