package relay.ejb.lease;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.lease.LeaseFixture;
import relay.domain.lease.LeaseSettings;
import relay.domain.lease.Member;
import relay.domain.lease.Slice;
import relay.domain.lease.Slices;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.Recipient;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.FlowView;
import relay.domain.traffic.Permit;
import relay.domain.traffic.Restriction;
import relay.domain.traffic.Site;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.traffic.Wish;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

/** One node with mail for one site. */
final class LeaseNode {
  static final int CONNECTIONS = 20;
  private static final Instant NOON = LeaseFixture.NOON;
  private static final Site SITE = new Site("mx.example", List.of("mx.example"), Optional.empty());
  private final LeaseSettings settings = LeaseFixture.settings();
  private volatile long elapsed;
  private final Slices slices = Slices.shared(() -> settings, () -> elapsed);
  private final Duration skew;
  private final TrafficControl traffic;
  private final LeaseKeeping keeping;
  private final LeaseKeeping cutOff;
  private int atEachTick;
  private int begun;

  LeaseNode(Database database, String id) {
    this(database, id, Duration.ZERO);
  }

  /**
   * @param skew how far its clock is ahead of that of the others
   */
  LeaseNode(Database database, String id, Duration skew) {
    this.skew = skew;
    var rules =
        TrafficSettings.from(
            Settings.of(
                TrafficSettings.ALL,
                Map.of("traffic.site.mx.example.limits", "connections=" + CONNECTIONS),
                Map.of()));
    traffic =
        new TrafficControl(
            () -> rules,
            Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 8, Lane.BULK, 8),
            owner -> Weight.EQUAL,
            slices);
    keeping = keeping(database, id);
    // Nobody listens there.
    cutOff =
        keeping(
            new Database(
                TestDatabases.settings("jdbc:postgresql://127.0.0.1:1/none"), Path.of(".")),
            id);
  }

  private LeaseKeeping keeping(Database database, String id) {
    return new LeaseKeeping(
        database,
        new NodeId(id, id + ".example"),
        slices,
        traffic,
        () -> settings,
        this::tick,
        () -> elapsed);
  }

  /** A round while the database is out of reach. */
  boolean roundInVain() {
    return cutOff.round();
  }

  boolean round() {
    return keeping.round();
  }

  void leave() {
    keeping.leave();
  }

  void pass(Duration time) {
    elapsed += time.toNanos();
  }

  /** Mails come; none of them ends. */
  void hand(int mails) {
    for (int i = 0; i < mails; i++) {
      traffic.ask(new Wish("d" + i, Optional.of(SITE), Lane.BULK, false, 1, 0), now());
    }
  }

  /** A mail whose server says that this is too much. */
  void complain() {
    Permit permit = ((Go) traffic.ask(wish(), now())).permit();
    var reply = SmtpReply.received(421, List.of("4.7.0 you are sending\u0000 too fast"));
    var bob = Recipient.of(EmailAddress.parse("bob@example.org"));
    var said = new RecipientReply(bob, reply, Stage.RCPT, false, HostTrace.NONE, false);
    permit.release(new TransmissionReport(List.of(said)), now());
  }

  List<Restriction> restrictions() {
    List<Restriction> all = new ArrayList<>(traffic.overrides().elsewhere(now()));
    traffic.flows(now()).forEach(flow -> all.addAll(flow.restrictions()));
    return all;
  }

  boolean end(String id) {
    return traffic.endings().end(id).isPresent();
  }

  /** From now on so many mails come whenever a round asks the clock, each for another domain. */
  void handAtEachTick(int mails) {
    atEachTick = mails;
  }

  private Instant tick() {
    for (int i = 0; i < atEachTick; i++) {
      traffic.ask(new Wish("m" + begun++, Optional.of(SITE), Lane.BULK, false, 1, 0), now());
    }
    return now();
  }

  /** Attempts under way. */
  int running() {
    return traffic.flows(now()).stream().mapToInt(FlowView::running).sum();
  }

  private static Wish wish() {
    return new Wish("d1", Optional.of(SITE), Lane.BULK, false, 1, 0);
  }

  private Instant now() {
    return NOON.plus(skew);
  }

  Slice slice() {
    return slices.of("site:mx.example", "default", CONNECTIONS);
  }

  List<Member> members() {
    return slices.last().orElseThrow().nodes().members();
  }
}
