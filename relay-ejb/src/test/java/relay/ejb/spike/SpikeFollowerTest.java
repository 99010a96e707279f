package relay.ejb.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeDesk;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeSettings;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.control.ControlState;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.settings.Settings;
import relay.domain.spike.SpikeBook;
import relay.domain.suppression.SuppressionRules;
import relay.domain.suppression.SuppressionSettings;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenant;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

/** From the journal to the brakes and back. */
class SpikeFollowerTest {
  @TempDir Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private final Map<Map<String, String>, SuppressionSettings> known = new HashMap<>();
  private final Desk desk = new Desk();
  private final List<MailEvent> told = new ArrayList<>();
  private final Random random = new Random(7);
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private JournalFiles journal;
  private SpikeFollower follower;

  /** Brakes in memory. */
  private final class Desk implements BrakeDesk {
    final Map<String, Brake> brakes = new LinkedHashMap<>();
    boolean isFull;

    @Override
    public Brake set(BrakeOrder order, Actor by) {
      if (isFull) {
        throw new BrakesUnavailable("there are too many", null);
      }
      var bounds = BrakeSettings.from(Settings.of(BrakeSettings.ALL, Map.of(), Map.of()));
      Brake brake = order.brake("b" + (brakes.size() + 1), by.name(), now, bounds);
      brakes.put(brake.id(), brake);
      return brake;
    }

    @Override
    public Preview preview(BrakeOrder order, String author) {
      return new Preview(set(order, Actor.system("n")), 0, false);
    }

    @Override
    public List<Brake> list(boolean ended) {
      return brakes.values().stream().filter(b -> b.isActiveAt(now) != ended).toList();
    }

    @Override
    public Optional<Brake> find(String id) {
      return Optional.ofNullable(brakes.get(id));
    }

    @Override
    public Optional<Brake> lift(String id, Actor by) {
      return Optional.ofNullable(
          brakes.computeIfPresent(id, (i, b) -> b.isActiveAt(now) ? b.lift(now, by.name()) : b));
    }

    @Override
    public boolean isOnlyHere(Brake brake) {
      return false;
    }

    @Override
    public long waiting() {
      return 0;
    }

    Brake only() {
      assertThat(list(false)).hasSize(1);
      return list(false).get(0);
    }
  }

  @BeforeEach
  void open() {
    journal =
        new JournalFiles(
            new JournalFolder(folder.resolve("journal")),
            JournalSettings.from(Settings.of(JournalSettings.ALL, Map.of(), Map.of())),
            () -> now,
            new Random(1),
            List.of(
                events ->
                    events.stream()
                        .filter(e -> e.type().name().startsWith("STREAM_"))
                        .forEach(told::add)));
    follower = follower();
    follow();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void shouldSuspendAStreamThereAsTheRelaysOwnActAndTell() {
    refused("bulk", 60);

    follow();

    Brake brake = desk.only();
    assertThat(brake.kind()).isEqualTo(BrakeKind.SUSPEND);
    assertThat(brake.author()).isEqualTo("system");
    assertThat(brake.scope()).hasToString("tenant acme, stream bulk, provider google");
    assertThat(brake.until()).isEqualTo(told.get(0).at().plus(Duration.ofHours(4)));
    assertThat(brake.reason())
        .startsWith("spike: 60 of 60 refused for good in 60 minutes (100.0 %, usual 0.0 %)")
        .contains("such as: 550 5.1.1 no such user @")
        .doesNotContain("u1@");
    MailEvent event = told.get(0);
    assertThat(event.type()).isEqualTo(EventType.STREAM_SUSPENDED);
    assertThat(event.details())
        .containsEntry(EventField.TENANT, "acme")
        .containsEntry(EventField.STREAM, "bulk")
        .containsEntry(EventField.PROVIDER, "google")
        .containsEntry(EventField.FAILED, 60L)
        .containsEntry(EventField.COUNTED, 60L)
        .containsEntry(EventField.EXPIRES, brake.until().toString());
  }

  @Test
  void shouldOnlyTellOfStreamsThatAreNotBulk() {
    refused("transactional", 60);

    follow();

    assertThat(desk.brakes).isEmpty();
    assertThat(told).extracting(MailEvent::type).containsExactly(EventType.STREAM_SUSPENDED);
  }

  @Test
  void shouldBrakeAllStreamsWhereThatIsWanted() {
    settings.put("suppression.spikes", "all");
    refused("transactional", 60);

    follow();

    assertThat(desk.only().scope().stream()).contains("transactional");
  }

  @Test
  void shouldReadNothingWhereNobodyWantsToKnow() throws IOException {
    settings.put("suppression.spikes", "off");
    refused("bulk", 60);

    follow();

    assertThat(told).isEmpty();
    var reader = new JournalReader(new JournalFolder(folder.resolve("journal")));
    assertThat(follower.written()).contains(reader.end());
  }

  @Test
  void shouldGoSlowlyAfterASuspensionAndThenAsBefore() {
    refused("bulk", 60);
    follow();

    now = now.plus(Duration.ofHours(4));
    follow();
    assertThat(desk.only().kind()).isEqualTo(BrakeKind.SLOW);
    assertThat(desk.only().perMinute()).contains(1);

    now = now.plus(Duration.ofHours(1));
    follow();
    assertThat(desk.list(false)).isEmpty();
    assertThat(told)
        .extracting(MailEvent::type)
        .containsExactly(
            EventType.STREAM_SUSPENDED, EventType.STREAM_SLOWED, EventType.STREAM_RESUMED);
  }

  @Test
  void shouldTakeTheWordOfWhoLiftsTheBrake() {
    refused("bulk", 60);
    follow();
    desk.lift(desk.only().id(), new Actor("ann", "192.0.2.1"));
    follow();
    refused("bulk", 600);
    follow();

    assertThat(desk.list(false)).isEmpty();
    assertThat(told)
        .extracting(MailEvent::type)
        .containsExactly(EventType.STREAM_SUSPENDED, EventType.STREAM_RESUMED);
    assertThat(told.get(1).details()).containsEntry(EventField.REASON, "ended by ann");
  }

  @Test
  void shouldPutASuspensionInThePlaceOfASlowBrake() {
    delivered(500);
    refused("bulk", 60);
    follow();
    assertThat(desk.only().kind()).isEqualTo(BrakeKind.SLOW);

    refused("bulk", 600);
    follow();

    assertThat(desk.only().kind()).isEqualTo(BrakeKind.SUSPEND);
    assertThat(told)
        .extracting(MailEvent::type)
        .containsExactly(EventType.STREAM_SLOWED, EventType.STREAM_SUSPENDED);
  }

  @Test
  void shouldCountOnOverARestartAndNothingTwice() {
    refused("bulk", 49);
    follow();
    restart();
    assertThat(desk.brakes).isEmpty();

    refused("bulk", 1);
    follow();

    assertThat(desk.only().reason()).contains("50 of 50");
    restart();
    assertThat(desk.brakes).hasSize(1);
  }

  /** Killed between the brake and the file. */
  @Test
  void shouldNotSetABrakeTwiceWhenItWasKilledBehindTheFirst() throws IOException {
    Path file = folder.resolve("spikes.json");
    String before = Files.readString(file);
    refused("bulk", 60);
    follow();
    Files.writeString(file, before);

    restart();

    assertThat(desk.brakes).hasSize(1);
    desk.lift("b1", new Actor("ann", "192.0.2.1"));
    follow();
    assertThat(told.get(told.size() - 1).type()).isEqualTo(EventType.STREAM_RESUMED);
  }

  @Test
  void shouldBrakeLaterWhatCannotBeBrakedNow() {
    desk.isFull = true;
    refused("bulk", 60);
    follow();
    assertThat(told).isEmpty();

    desk.isFull = false;
    follow();

    assertThat(desk.only().kind()).isEqualTo(BrakeKind.SUSPEND);
    assertThat(told).hasSize(1);
  }

  @Test
  void shouldCountAnewWhenItsFileIsDamaged() throws IOException {
    refused("bulk", 49);
    follow();
    Files.writeString(folder.resolve("spikes.json"), "{");

    restart();
    refused("bulk", 49);
    follow();

    assertThat(desk.brakes).isEmpty();
    assertThat(follower.written()).isPresent();
  }

  private void restart() {
    follower = follower();
    follow();
  }

  /** Until all is read and written. */
  private void follow() {
    now = now.plusSeconds(3);
    while (follower.follow().isZero()) {
      now = now.plusSeconds(3);
    }
    assertThat(follower.written()).isPresent();
  }

  private SpikeFollower follower() {
    var rules = new SuppressionRules(this::suppression, () -> ControlState.EMPTY);
    return new SpikeFollower(
        new JournalReader(new JournalFolder(folder.resolve("journal"))),
        new SpikeFile(folder),
        new SpikeBook((t, s) -> rules.of(t, s).spikes(), domain -> Optional.of("google")),
        new SpikeBrakes(desk, journal, rules, () -> Tenancies.with(Tenant.of("acme")), "node1"),
        rules::looksForSpikes,
        () -> now);
  }

  private SuppressionSettings suppression() {
    return known.computeIfAbsent(
        Map.copyOf(settings),
        texts -> SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, texts, Map.of())));
  }

  private void refused(String stream, int times) {
    write(EventType.BOUNCED, stream, times);
  }

  private void delivered(int times) {
    write(EventType.DELIVERED, "bulk", times);
  }

  private void write(EventType type, String stream, int times) {
    List<MailEvent> events = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put(EventField.TENANT, "acme");
      details.put(EventField.STREAM, stream);
      if (type == EventType.BOUNCED) {
        details.put(EventField.REASON, "recipient_unknown");
        details.put(EventField.REPLY, "550 5.1.1 no such user u1@gmail.com");
      }
      events.add(
          new MailEvent(
              type,
              now,
              Optional.of(QueueId.next(now, random)),
              0,
              1,
              Optional.of(EmailAddress.parse("u" + i + "@gmail.com")),
              details));
    }
    journal.write(events);
  }
}
