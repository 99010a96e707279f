package relay.ejb.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.backtest.PastReplies.refused;
import static relay.domain.backtest.PastReplies.taken;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.backtest.PastReplies;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.settings.Settings;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

class JournalPastEventsTest {
  private static final Instant NOON = PastReplies.NOON;
  private static final Set<EventType> REFUSED = EnumSet.of(EventType.BOUNCED, EventType.DEFERRED);

  private static final BooleanSupplier NEVER = () -> false;

  @TempDir Path data;
  private Instant now = NOON;
  private JournalFolder folder;
  private JournalFiles journal;
  private JournalPastEvents past;

  @BeforeEach
  void start() {
    folder = new JournalFolder(data.resolve("journal"));
    journal =
        new JournalFiles(
            folder,
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            () -> now,
            new Random(1),
            List.of());
    past = new JournalPastEvents(folder, new JournalReader(folder));
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  /** One each hour for four days, taken ones in between. */
  private void fourDays() {
    for (int hour = 0; hour < 96; hour++) {
      now = NOON.plus(Duration.ofHours(hour));
      journal.write(List.of(taken().at(now).event(), refused("550 no " + hour).at(now).event()));
    }
  }

  @Test
  void shouldGiveWhatIsOfTheTimeAndOfTheKindsInItsOrder() throws Exception {
    fourDays();
    List<MailEvent> given = new ArrayList<>();

    Optional<Instant> end =
        past.read(hour(30), hour(60), REFUSED, NEVER, event -> given.add(event));

    assertThat(folder.files()).hasSizeGreaterThan(4);
    assertThat(end).isEmpty();
    assertThat(given).hasSize(30).allMatch(event -> event.type() == EventType.BOUNCED);
    assertThat(given).extracting(MailEvent::at).isSorted();
    assertThat(given.get(0).at()).isEqualTo(hour(30));
    assertThat(given.get(29).at()).isEqualTo(hour(59));
  }

  @Test
  void shouldEndWhenTheTakerHasEnough() {
    fourDays();
    List<MailEvent> given = new ArrayList<>();

    Optional<Instant> end =
        past.read(hour(0), hour(96), REFUSED, NEVER, event -> given.size() < 7 && given.add(event));

    assertThat(end).contains(hour(7));
    assertThat(given).hasSize(7);
  }

  /** Some hundred thousand lines of another kind, and it would not have been asked at any. */
  @Test
  void shouldEndWhenItIsTimeThoughNoWantedEventWasFoundAndGoOnFromThere() {
    for (int hour = 0; hour < 4; hour++) {
      List<MailEvent> many = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        many.add(taken().at(hour(hour)).event());
      }
      journal.write(many);
    }
    journal.write(List.of(refused("550 no").at(hour(4)).event()));
    AtomicInteger pieces = new AtomicInteger();
    List<MailEvent> given = new ArrayList<>();

    Optional<Instant> end =
        past.read(
            NOON, hour(5), REFUSED, () -> pieces.incrementAndGet() > 2, event -> given.add(event));
    Optional<Instant> rest =
        past.read(end.orElseThrow(), hour(5), REFUSED, NEVER, event -> given.add(event));

    assertThat(end.orElseThrow()).isBetween(NOON, hour(3));
    assertThat(rest).isEmpty();
    assertThat(given).hasSize(1);
  }

  @Test
  void shouldGiveNothingOfATimeBeforeOrAfterTheJournal() {
    assertThat(past.read(hour(0), hour(1), REFUSED, NEVER, event -> false)).isEmpty();
    fourDays();

    assertThat(past.read(hour(-50), hour(-40), REFUSED, NEVER, event -> false)).isEmpty();
    assertThat(past.read(hour(500), hour(501), REFUSED, NEVER, event -> false)).isEmpty();
  }

  @Test
  void shouldReadMoreThanOneBatch() {
    for (int i = 0; i < 40; i++) {
      List<MailEvent> many = new ArrayList<>();
      for (int j = 0; j < 100; j++) {
        many.add(refused("450 later").at(NOON.plusSeconds(i)).event());
      }
      journal.write(many);
    }
    List<Instant> given = new ArrayList<>();

    past.read(NOON, NOON.plusSeconds(30), REFUSED, NEVER, event -> given.add(event.at()));

    assertThat(given).hasSize(3_000);
  }

  private static Instant hour(int number) {
    return NOON.plus(Duration.ofHours(number));
  }
}
