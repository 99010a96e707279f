package relay.ejb.routing;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import relay.domain.canary.CanaryBook;
import relay.domain.canary.CanaryMail;
import relay.domain.canary.CanaryResult;
import relay.domain.canary.CanarySettings;
import relay.domain.delivery.Origin;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.TargetVerdict;
import relay.domain.delivery.Transmission;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.egress.EgressChoice;
import relay.domain.egress.EgressDesk;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.routing.CanaryRun;
import relay.domain.routing.NextHop;
import relay.domain.routing.RouteBook;
import relay.domain.routing.TargetQuotas;
import relay.domain.signing.DkimSigner;

/**
 * Sends the canary mails that are due, one after the other, each by one attempt at its target: they
 * are in no queue, so a crash loses at most the knowledge of one. One thread at a time.
 */
final class CanaryRounds {
  private static final Logger LOG = System.getLogger(CanaryRounds.class.getName());
  private static final MailOwner OWNER = MailOwner.of(Lane.TRANSACTIONAL);

  private final CanaryBook book;
  private final Supplier<RouteBook> routes;
  private final Supplier<CanarySettings> settings;
  private final Outside outside;
  private final Journal journal;
  private final String node;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** What a mail needs on its way out. */
  record Outside(
      DkimSigner signer, EgressDesk egress, TargetQuotas quotas, Transmission transmission) {}

  CanaryRounds(
      CanaryBook book,
      Supplier<RouteBook> routes,
      Supplier<CanarySettings> settings,
      Outside outside,
      Journal journal,
      String node,
      InstantSource clock,
      RandomGenerator random) {
    this.book = book;
    this.routes = routes;
    this.settings = settings;
    this.outside = outside;
    this.journal = journal;
    this.node = node;
    this.clock = clock;
    this.random = random;
  }

  /** One round; how many mails it sent. */
  int round() {
    CanarySettings now = settings.get();
    Map<String, CanaryRun> runs = routes.get().canaries();
    List<String> due = book.due(runs.keySet(), now, clock.instant());
    for (String target : due) {
      send(target, runs.get(target), now)
          .flatMap(result -> book.note(target, result))
          .ifPresent(this::alarm);
    }
    return due.size();
  }

  /** Empty: there was no room in the target's quota, which says nothing about the target. */
  private Optional<CanaryResult> send(String target, CanaryRun run, CanarySettings now) {
    EmailAddress from = now.from().orElseGet(() -> EmailAddress.parse("postmaster@" + node));
    EgressChoice choice = outside.egress().choose(OWNER, ReversePath.of(from));
    if (run.hop() instanceof NextHop.Barred barred) {
      return Optional.of(result(false, barred.why().toString()));
    }
    if (choice instanceof EgressChoice.Nowhere nowhere) {
      return Optional.of(result(false, nowhere.reply().toString()));
    }
    Optional<TargetQuotas.Claim> claim = outside.quotas().claim(run.hop(), 1);
    if (claim.isEmpty()) {
      return Optional.empty();
    }
    int taken = 0;
    try {
      Origin origin = ((EgressChoice.From) choice).sources().get(0).origin();
      TransmissionReport report = outside.transmission().transmit(order(target, run, from, origin));
      taken = TargetVerdict.taken(report);
      RecipientReply said = report.replies().get(0);
      boolean isGood = said.reply().isPositive() && !said.inDoubt();
      return Optional.of(result(isGood, said.reply().toString()));
    } catch (IOException | RuntimeException e) {
      LOG.log(Logger.Level.WARNING, "the canary mail of target " + target + " failed", e);
      return Optional.of(result(false, "451 4.3.0 the relay failed: " + e.getMessage()));
    } finally {
      claim.get().settle(taken);
    }
  }

  private CanaryResult result(boolean isGood, String reply) {
    Instant now = clock.instant();
    return new CanaryResult(now, now, isGood, reply);
  }

  private TransmissionOrder order(String target, CanaryRun run, EmailAddress from, Origin origin)
      throws IOException {
    QueueId id = QueueId.next(clock.instant(), random);
    Content content = CanaryMail.of(from, run.to(), target, node, id, clock.instant());
    byte[] fields = outside.signer().sign(OWNER.tenant(), new byte[0], content).fields();
    List<Recipient> recipients = List.of(Recipient.of(run.to()));
    return new TransmissionOrder(
        id.text(),
        OWNER,
        new Envelope(ReversePath.of(from), recipients, MailOptions.NONE),
        run.hop(),
        origin,
        fields,
        content,
        () -> {});
  }

  private void alarm(CanaryBook.Change change) {
    CanaryResult now = change.now();
    String what =
        now.isGood()
            ? "canary mails through target " + change.target() + " are taken again"
            : "the canary mail through target " + change.target() + " failed: " + now.reply();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.HOP, change.target());
    details.put(EventField.REASON, what);
    journal.write(
        List.of(
            new MailEvent(
                EventType.ALARM, now.at(), Optional.empty(), 0, 0, Optional.empty(), details)));
  }
}
