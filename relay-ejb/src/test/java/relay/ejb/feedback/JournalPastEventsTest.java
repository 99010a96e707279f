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
import java.util.Random;
import java.util.Set;
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

    boolean complete = past.read(hour(30), hour(60), REFUSED, event -> given.add(event));

    assertThat(folder.files()).hasSizeGreaterThan(4);
    assertThat(complete).isTrue();
    assertThat(given).hasSize(30).allMatch(event -> event.type() == EventType.BOUNCED);
    assertThat(given).extracting(MailEvent::at).isSorted();
    assertThat(given.get(0).at()).isEqualTo(hour(30));
    assertThat(given.get(29).at()).isEqualTo(hour(59));
  }

  @Test
  void shouldEndWhenTheTakerHasEnough() {
    fourDays();
    List<MailEvent> given = new ArrayList<>();

    boolean complete =
        past.read(hour(0), hour(96), REFUSED, event -> given.size() < 7 && given.add(event));

    assertThat(complete).isFalse();
    assertThat(given).hasSize(7);
  }

  @Test
  void shouldGiveNothingOfATimeBeforeOrAfterTheJournal() {
    assertThat(past.read(hour(0), hour(1), REFUSED, event -> false)).isTrue();
    fourDays();

    assertThat(past.read(hour(-50), hour(-40), REFUSED, event -> false)).isTrue();
    assertThat(past.read(hour(500), hour(501), REFUSED, event -> false)).isTrue();
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

    past.read(NOON, NOON.plusSeconds(30), REFUSED, event -> given.add(event.at()));

    assertThat(given).hasSize(3_000);
  }

  private static Instant hour(int number) {
    return NOON.plus(Duration.ofHours(number));
  }
}
