package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;

/** What all rules together make of a mail, and the one sentence that says it. */
class ExplanationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(600);

  @ParameterizedTest
  @CsvSource({
    "'', GO, GO, it goes now",
    "'', WAIT, WAIT, 'it waits until 2026-01-01T12:10:00Z: the rule says so'",
    "'', END, END, it comes to its end: the rule says so",
    "ACCESS:GO SENDER:GO, GO, GO, it goes now",
    "ACCESS:END, '', END, it is refused: the rule says so",
    "ACCESS:GO SENDER:END, '', END, it is refused: the rule says so",
    "ACCESS:GO RECIPIENT:END, '', END, it comes to its end: the rule says so",
    "ACCESS:GO RECIPIENT:END, GO, GO, 'it goes, but not to everybody: the rule says so'",
    "QUOTA:WAIT, GO, WAIT, 'it waits until 2026-01-01T12:10:00Z: the rule says so'",
    "QUOTA:GO, GO GO, GO, it goes now",
    "QUOTA:GO, GO WAIT, WAIT, 'it waits until 2026-01-01T12:10:00Z: the rule says so'",
    "QUOTA:GO, WAIT END, END, it comes to its end: the rule says so",
  })
  void shouldSayWhatBecomesOfAMail(String door, String recipients, Effect effect, String summary) {
    Explanation explanation = explanation(door, recipients);

    assertThat(explanation.effect()).isEqualTo(effect);
    assertThat(explanation.summary()).isEqualTo(summary);
  }

  @Test
  void shouldSayThatNothingIsToBeDoneWithoutAnybody() {
    assertThat(explanation("", "").summary()).isEqualTo("nothing is to be done");
  }

  @Test
  void shouldCallItRefusedWhenItComesToNobodysMail() {
    Explanation ours = explanation("RECIPIENT:END", "");
    Explanation nobodys =
        new Explanation(NOON, Optional.empty(), Optional.empty(), ours.door(), List.of());

    assertThat(nobodys.summary()).isEqualTo("it is refused: the rule says so");
    assertThat(nobodys.isRefused()).as("no recipient is not the whole mail").isFalse();
  }

  @Test
  void shouldNameTheFirstStepThatKeepsIt() {
    Explanation explanation = explanation("ACCESS:GO QUOTA:WAIT SIGNING:GO", "GO END");

    assertThat(explanation.deciding().orElseThrow().topic()).isEqualTo(Topic.QUOTA);
    assertThat(explanation("ACCESS:GO", "GO").deciding()).isEmpty();
  }

  @Test
  void shouldNotSayUntilWhenThatIsNotKnown() {
    Step step = Step.waits(Topic.BRAKE, "somebody holds it", Optional.empty());
    Explanation explanation =
        new Explanation(NOON, owner(), Optional.empty(), List.of(step), List.of());

    assertThat(Explanation.effectOf(explanation.door())).isEqualTo(Effect.WAIT);
    assertThat(
            new Explanation(
                    NOON,
                    owner(),
                    Optional.empty(),
                    List.of(step),
                    explanation("", "GO").recipients())
                .summary())
        .isEqualTo("it waits: somebody holds it");
  }

  @Test
  void shouldNeverBeMilderThanItsRecipientsNorGoWhenSomethingKeepsIt() {
    Chance.rounds(
        500,
        random -> {
          String door = "";
          for (int i = random.nextInt(4); i > 0; i--) {
            door += Chance.oneOf(random, "ACCESS", "RECIPIENT", "QUOTA", "SIGNING");
            door += ":" + Chance.oneOf(random, Effect.values()) + " ";
          }
          String recipients = "";
          for (int i = random.nextInt(4); i > 0; i--) {
            recipients += Chance.oneOf(random, Effect.values()) + " ";
          }

          Explanation explanation = explanation(door.strip(), recipients.strip());

          explanation
              .recipients()
              .forEach(r -> assertThat(explanation.effect()).isGreaterThanOrEqualTo(r.effect()));
          if (explanation.deciding().isEmpty() && !explanation.recipients().isEmpty()) {
            assertThat(explanation.effect()).isEqualTo(Effect.GO);
          }
          if (explanation.isRefused()) {
            assertThat(explanation.effect()).isEqualTo(Effect.END);
          }
          assertThat(explanation.summary()).isNotBlank();
        });
  }

  private static Explanation explanation(String door, String recipients) {
    List<Step> steps = new ArrayList<>();
    for (String each : door.isEmpty() ? new String[0] : door.split(" ")) {
      String[] parts = each.split(":");
      steps.add(step(Topic.valueOf(parts[0]), Effect.valueOf(parts[1])));
    }
    List<RecipientExplanation> found = new ArrayList<>();
    for (String each : recipients.isEmpty() ? new String[0] : recipients.split(" ")) {
      Step step = step(Topic.BRAKE, Effect.valueOf(each));
      found.add(recipient(step));
    }
    return new Explanation(NOON, owner(), Optional.empty(), steps, found);
  }

  private static Step step(Topic topic, Effect effect) {
    Optional<Instant> until = effect == Effect.WAIT ? Optional.of(LATER) : Optional.empty();
    return new Step(topic, effect, "the rule says so", until, List.of());
  }

  private static Optional<MailOwner> owner() {
    return Optional.of(new MailOwner("acme", "news", "c-1"));
  }

  private static RecipientExplanation recipient(Step step) {
    return new RecipientExplanation(EmailAddress.parse("bob@b.example"), List.of(step));
  }
}
