package relay.ejb.reception;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import relay.domain.authentication.TokenCheck;
import relay.domain.brake.BrakeBook;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.guard.AcceptanceCount;
import relay.domain.guard.GuardSettings;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Lane;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueSettings;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.QuotaDesk;
import relay.domain.quota.QuotaSettings;
import relay.domain.reception.Account;
import relay.domain.reception.AccountSettings;
import relay.domain.reception.ConfiguredAccounts;
import relay.domain.reception.HeaderCompletion;
import relay.domain.reception.LoginDesk;
import relay.domain.reception.OpenedAddresses;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.ReceptionSettings;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.settings.Settings;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.ArrivalLine;
import relay.domain.traffic.LaneShares;
import relay.domain.traffic.StrainShares;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.ejb.guard.LaneGate;
import relay.ejb.guard.ResourceGuard;

/** A reception whose surroundings the test can break. */
final class Doors {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  final InMemoryQueues queues = new InMemoryQueues();
  final List<MailEvent> events = new ArrayList<>();
  final List<String> order = new ArrayList<>();
  boolean journalBroken;
  long freeDisk = Long.MAX_VALUE;
  Tenancy tenancy = Tenancy.EMPTY;
  boolean brokerFull;
  QuotaDesk quotas = quotas(SendingLimits.NONE);
  long laneDepth;
  List<Account> users = List.of();
  OpenedAddresses opened = OpenedAddresses.NONE;
  final TrafficControl traffic =
      new TrafficControl(
          () -> TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of())),
          Map.of(Lane.OTP, 10, Lane.TRANSACTIONAL, 10, Lane.BULK, 10));
  private final StreamRoutes ways =
      new StreamRoutes(
          new Router(
              RoutingSettings.from(
                  Settings.of(RoutingSettings.ALL, Map.of("route.default", "mx"), Map.of()))),
          () -> tenancy);
  BrakeBook brakes = BrakeBook.EMPTY;
  SuppressionDoor suppressions = SuppressionDoor.OPEN;

  Journal journal() {
    return new RecordingJournal();
  }

  /** Counts client addresses only. */
  static QuotaDesk quotas(SendingLimits client) {
    return new QuotaDesk(
        new QuotaBook(100, Duration.ofHours(1)), () -> Tenancy.EMPTY, () -> client);
  }

  /** Counts one-time passwords only. */
  static QuotaDesk passwords(int perHour) {
    var settings =
        QuotaSettings.from(
            Settings.of(QuotaSettings.ALL, Map.of("quota.otp-per-hour", "" + perHour), Map.of()));
    return new QuotaDesk(
        new QuotaBook(() -> settings), () -> Tenancy.EMPTY, () -> SendingLimits.NONE);
  }

  InstantSource clock() {
    return () -> NOW;
  }

  Reception reception() {
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    var schedule = new RetrySchedule(new RetryRules(() -> retry, () -> tenancy), new Random(1));
    var accounts = AccountSettings.from(Settings.of(AccountSettings.ALL, Map.of(), Map.of()));
    var gauge = new Gauge();
    var count = new AcceptanceCount(100);
    var guard =
        new ResourceGuard(
            GuardSettings.from(Settings.of(GuardSettings.ALL, Map.of(), Map.of())),
            new StrainShares(owner -> Weight.EQUAL),
            () -> freeDisk,
            () -> true,
            gauge,
            Duration.ZERO,
            count);
    var lanes =
        new LaneGate(
            QueueSettings.from(
                Settings.of(QueueSettings.ALL, Map.of("queue.slow-wait", "1ms"), Map.of())),
            gauge,
            new LaneShares(owner -> Weight.EQUAL),
            count);
    return new Reception(
        new ReceptionPolicy(
                ReceptionSettings.from(Settings.of(ReceptionSettings.ALL, Map.of(), Map.of())),
                Set.of("submission"))
            .with(opened)
            .with(suppressions),
        () -> tenancy,
        new NewMails(
            new HeaderCompletion("relay.example"), schedule, new ArrivalLine(traffic, ways)),
        new LoginDesk(
            new ConfiguredAccounts(users),
            accounts,
            new Semaphore(1),
            new byte[32],
            TokenCheck.NONE,
            new Random(1)),
        new Reception.Stores(
            new RecordingJournal(),
            queues,
            lanes,
            guard,
            quotas,
            () -> brakes,
            suppressions,
            order::add),
        () -> NOW,
        new Random(1));
  }

  List<EventType> types() {
    return events.stream().map(MailEvent::type).toList();
  }

  private final class Gauge implements QueueGauge {
    @Override
    public OptionalLong depth(String queue) {
      return OptionalLong.of(laneDepth);
    }

    @Override
    public boolean isFull() {
      return brokerFull;
    }
  }

  private final class RecordingJournal implements Journal {
    @Override
    public void write(List<MailEvent> some) {
      if (journalBroken) {
        throw new JournalUnavailable("broken by the test", null);
      }
      events.addAll(some);
      order.add(some.get(0).type().name());
    }

    @Override
    public void writeDurably(List<MailEvent> some) {
      write(some);
    }
  }
}
