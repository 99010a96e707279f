package relay.domain.view;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.view.RecipientState.BOUNCED;
import static relay.domain.view.RecipientState.DEFERRED;
import static relay.domain.view.RecipientState.DELIVERED;
import static relay.domain.view.RecipientState.HELD;
import static relay.domain.view.RecipientState.QUEUED;
import static relay.domain.view.Story.MAIL;
import static relay.domain.view.Story.NOON;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/** What the message view shows is what the journal says, however the events are batched. */
class MessageFoldTest {
  private static final String BOB = "bob@example.org";
  private static final String CAROL = "carol@example.org";
  private final Story story = new Story();

  @Test
  void shouldBeginWithEveryRecipientQueued() {
    MessageChange change = story.received(BOB, CAROL).folded();

    assertThat(change.id()).isEqualTo(MAIL);
    assertThat(change.reception().orElseThrow().sender()).isEqualTo("alice@sender.example");
    assertThat(change.reception().orElseThrow().size()).isEqualTo(1234);
    assertThat(change.reception().orElseThrow().acceptedAt()).isEqualTo(NOON);
    assertThat(change.recipients())
        .containsOnlyKeys(BOB, CAROL)
        .containsValue(RecipientChange.queued(NOON));
  }

  @Test
  void shouldShowTheLastWordAboutARecipient() {
    MessageChange change =
        story
            .received(BOB)
            .about(EventType.DEFERRED, 1, BOB, deferral("450 4.2.1 busy", "2026-01-01T12:01:00Z"))
            .about(EventType.DELIVERED, 2, BOB, Map.of(EventField.REPLY, "250 2.0.0 ok"))
            .folded();

    RecipientChange bob = change.recipients().get(BOB);
    assertThat(bob.state()).isEqualTo(DELIVERED);
    assertThat(bob.attempts()).isEqualTo(2);
    assertThat(bob.reply()).isEqualTo("250 2.0.0 ok");
    assertThat(bob.nextAttempt()).isEmpty();
    assertThat(change.lastAt()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void shouldSayUntilWhenAMailWaitsAndWhy() {
    MessageChange change =
        story
            .received(BOB)
            .about(EventType.DEFERRED, 1, BOB, deferral("450 4.2.1 busy", "2026-01-01T12:01:00Z"))
            .folded();

    RecipientChange bob = change.recipients().get(BOB);
    assertThat(bob.state()).isEqualTo(DEFERRED);
    assertThat(bob.nextAttempt()).contains(NOON.plusSeconds(60));
    assertThat(bob.status()).isEqualTo("4.2.1");
    assertThat(bob.hop()).isEqualTo("example.org");
    assertThat(bob.host()).isEqualTo("mx.example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED, DELIVERED",
    "DEFERRED, DEFERRED",
    "BOUNCED, BOUNCED",
    "EXPIRED, EXPIRED",
    "HELD, HELD",
    "RELEASED, QUEUED",
    "REJECTED, REJECTED",
    // News that moves nobody.
    "ATTEMPTED, QUEUED",
    "IN_DOUBT, QUEUED",
    "DELAYED, QUEUED",
    "SPLIT, QUEUED",
    "REPORTED, QUEUED",
    "ALARM, QUEUED"
  })
  void shouldMoveARecipientByTheEventsThatMoveHim(EventType type, RecipientState state) {
    MessageChange change = story.received(BOB).about(type, 1, BOB).folded();

    assertThat(change.recipients().get(BOB).state()).isEqualTo(state);
  }

  @Test
  void shouldMoveOnlyThoseWhomAnEventNames() {
    MessageChange change = story.received(BOB, CAROL).aboutAll(EventType.HELD, 0, CAROL).folded();

    assertThat(change.recipients().get(BOB).state()).isEqualTo(QUEUED);
    assertThat(change.recipients().get(CAROL).state()).isEqualTo(HELD);
  }

  @Test
  void shouldMoveEverybodyWhoIsStillOpenWhenAnEventNamesNobody() {
    MessageChange change =
        story
            .received(BOB, CAROL)
            .about(EventType.BOUNCED, 1, BOB)
            .aboutAll(EventType.HELD, 1)
            .folded();

    assertThat(change.recipients().get(BOB).state()).isEqualTo(BOUNCED);
    assertThat(change.recipients().get(CAROL).state()).isEqualTo(HELD);
    assertThat(change.everybody()).isEmpty();
  }

  @Test
  void shouldPassOnWhatIsMeantForRecipientsOfEarlierBatches() {
    MessageChange change = story.aboutAll(EventType.HELD, 1).folded();

    assertThat(change.reception()).isEmpty();
    assertThat(change.recipients()).isEmpty();
    assertThat(change.everybody().orElseThrow().state()).isEqualTo(HELD);
  }

  @Test
  void shouldKeepTheStoryLineByLine() {
    MessageChange change = story.received(BOB).about(EventType.DELIVERED, 1, BOB).folded();

    assertThat(change.story()).isEqualTo("{\"type\":\"RECEIVED\"}\n{\"type\":\"DELIVERED\"}\n");
  }

  @Test
  void shouldPassOverEventsAboutNoMail() {
    MessageFold fold = new MessageFold();

    fold.add(
        new MailEvent(EventType.ALARM, NOON, Optional.empty(), 0, 0, Optional.empty(), Map.of()),
        "{}");

    assertThat(fold.changes()).isEmpty();
  }

  @Test
  void shouldKeepMailsApartInTheOrderOfTheirAppearance() {
    var other = new QueueId("0khr3vqs0zzzzzzzzzzz");
    MessageFold fold = new MessageFold();

    for (QueueId id : List.of(other, MAIL, other)) {
      fold.add(
          new MailEvent(
              EventType.DELIVERED,
              NOON,
              Optional.of(id),
              0,
              1,
              Optional.of(EmailAddress.parse(BOB)),
              Map.of()),
          "x");
    }

    assertThat(fold.changes()).extracting(MessageChange::id).containsExactly(other, MAIL);
    assertThat(fold.changes()).extracting(MessageChange::story).containsExactly("x\nx\n", "x\n");
  }

  @Test
  void shouldCutLongTextsBetweenCharacters() {
    String emoji = "\ud83d\ude00";
    MessageChange change =
        story
            .received(BOB)
            .about(EventType.DEFERRED, 1, BOB, Map.of(EventField.REPLY, "x" + emoji.repeat(1000)))
            .folded();

    assertThat(change.recipients().get(BOB).reply()).isEqualTo("x" + emoji.repeat(499));
  }

  @Test
  void shouldGoOnWhenATimeCannotBeRead() {
    MessageChange change =
        story.about(EventType.DEFERRED, 1, BOB, deferral("450 busy", "tomorrow")).folded();

    assertThat(change.recipients().get(BOB).state()).isEqualTo(DEFERRED);
    assertThat(change.recipients().get(BOB).nextAttempt()).isEmpty();
  }

  @Test
  void shouldComeToTheSameRowsHoweverTheEventsAreBatched() {
    Chance.rounds(
        1000,
        random -> {
          List<MailEvent> events = anyStory(random);
          Story.Rows atOnce = new Story.Rows().apply(Story.folded(events));

          Story.Rows oneByOne = new Story.Rows();
          events.forEach(e -> oneByOne.apply(Story.folded(List.of(e))));
          Story.Rows inTwo = new Story.Rows();
          int cut = 1 + random.nextInt(events.size());
          inTwo.apply(Story.folded(events.subList(0, cut)));
          if (cut < events.size()) {
            inTwo.apply(Story.folded(events.subList(cut, events.size())));
          }

          assertThat(oneByOne.rows()).isEqualTo(atOnce.rows());
          assertThat(inTwo.rows()).isEqualTo(atOnce.rows());
        });
  }

  @Test
  void shouldComeToTheSameRowsWhenABatchIsAppliedTwice() {
    Chance.rounds(
        300,
        random -> {
          MessageChange change = Story.folded(anyStory(random));
          Story.Rows once = new Story.Rows().apply(change);
          Map<String, RecipientChange> before = new HashMap<>(once.rows());

          assertThat(once.apply(change).rows()).isEqualTo(before);
        });
  }

  @ParameterizedTest
  @EnumSource(RecipientState.class)
  void shouldFindAStateByItsLabel(RecipientState state) {
    assertThat(RecipientState.labelled(state.label())).contains(state);
    assertThat(RecipientState.labelled(state.name())).isEmpty();
    assertThat(state.isOpen()).isEqualTo(List.of(QUEUED, DEFERRED, HELD).contains(state));
  }

  private static List<MailEvent> anyStory(Random random) {
    Story story = new Story().received(BOB, CAROL);
    for (int attempt = 1; attempt <= random.nextInt(8); attempt++) {
      EventType type = Chance.oneOf(random, EventType.values());
      if (type == EventType.RECEIVED) {
        continue;
      }
      switch (random.nextInt(3)) {
        case 0 -> story.aboutAll(type, attempt);
        case 1 -> story.aboutAll(type, attempt, Chance.oneOf(random, BOB, CAROL));
        default -> story.about(type, attempt, Chance.oneOf(random, BOB, CAROL));
      }
    }
    return new ArrayList<>(story.events());
  }

  private static Map<String, Object> deferral(String reply, String next) {
    return Map.of(
        EventField.REPLY, reply,
        EventField.STATUS, "4.2.1",
        EventField.HOP, "example.org",
        EventField.HOST, "mx.example.org",
        EventField.NEXT_ATTEMPT, next);
  }
}
