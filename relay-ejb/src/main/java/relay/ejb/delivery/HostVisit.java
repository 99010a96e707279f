package relay.ejb.delivery;

import java.io.IOException;
import java.net.Inet6Address;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.delivery.Allowance;
import relay.domain.delivery.ChosenServer;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.Origin;
import relay.domain.delivery.RecipientBatch;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.RequiredTls;
import relay.domain.delivery.ServerFit;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionSettings;
import relay.domain.mail.Recipient;
import relay.domain.routing.HostAddress;
import relay.domain.smtp.SmtpReply;
import relay.domain.tlsreport.SessionTally;
import relay.domain.transport.HostDecision;
import relay.domain.transport.Protection;

/**
 * One attempt at one host: as many transactions as the recipients need, over kept or new sessions.
 * Used once.
 */
final class HostVisit {
  private final Attempt attempt;
  private final HostAddress host;
  private final HostDecision decision;
  private final Sessions sessions;
  private final SessionWitness witness;
  private final TransmissionSettings settings;
  private final InstantSource clock;
  private final Allowance allowance;
  private final int mailsMax;
  private final ServerFit fit;
  private final boolean strict;
  private List<Recipient> waiting;
  private boolean oneByOne;
  private int batchMax;

  HostVisit(
      Attempt attempt,
      HostAddress host,
      HostDecision decision,
      Sessions sessions,
      SessionTally tally,
      TransmissionSettings settings,
      InstantSource clock) {
    this.attempt = attempt;
    this.host = host;
    this.decision = decision;
    this.sessions = sessions;
    this.settings = settings;
    this.clock = clock;
    TransmissionOrder order = attempt.order();
    this.witness = new SessionWitness(tally, order, host, decision);
    this.allowance = order.allowance();
    this.batchMax = Math.min(settings.recipientsMax(), allowance.recipientsPerTransaction());
    this.mailsMax = Math.min(settings.keeping().mailsMax(), allowance.mailsPerConnection());
    this.strict = RequiredTls.binds(order.envelope());
    this.fit = new ServerFit(order.envelope(), order.content(), settings.eightBitAnyway());
  }

  /** Returns when every open recipient was settled here or has its trouble noted. */
  void run() {
    waiting = attempt.open();
    boolean keptAllowed = true;
    if (decision instanceof HostDecision.PassOver forbidden) {
      HostTrace trace =
          HostTrace.passedOver(host.host(), host.address().getHostAddress(), forbidden.policy());
      witness.passedOver();
      passOver(forbidden.reply(), Stage.TLS, trace);
      return;
    }
    Origin origin = attempt.order().origin();
    if (!origin.isDefault() && origin.towards(host.address()).isEmpty()) {
      passOver(noAddress(origin), Stage.CONNECT, HostTrace.NONE);
      return;
    }
    Protection protection = ((HostDecision.Speak) decision).protection();
    while (!waiting.isEmpty() && !attempt.isOutOfTime()) {
      SmtpSession session =
          sessions.prepare(host, protection, origin, attempt.endNanos(), keptAllowed);
      try {
        boolean isNew = !session.isOpen();
        if (isNew) {
          sessions.connecting(allowance);
        }
        sessions.open(session);
        if (isNew) {
          witness.opened(session, sessions);
        }
        carryAll(session);
        sessions.giveBack(session, mailsMax, allowance);
      } catch (SessionEnded e) {
        session.close();
        witness.ended(session, e);
        if (e.isStale()) {
          // A kept connection had died while idle: that says nothing about the server.
          keptAllowed = false;
        } else if (e.isConfused() && !oneByOne) {
          // Once more from the start, and slowly: nothing that went before can be in the way then.
          oneByOne = true;
          keptAllowed = false;
          waiting = without(waiting, attempt.open(), true);
        } else if (mayGoOnInClearText(e, protection)) {
          protection = protection.withoutTls();
        } else {
          waiting = without(waiting, attempt.open(), true);
          passOver(verdict(e), e.step().stage(), session.trace(Duration.ZERO, Duration.ZERO));
          return;
        }
      }
    }
  }

  private SmtpReply verdict(SessionEnded end) {
    SmtpReply reply = strict ? RequiredTls.verdict(end.reply()) : end.reply();
    return ChosenServer.verdict(attempt.order().hop(), end.step().stage(), reply);
  }

  private SmtpReply noAddress(Origin origin) {
    String family = host.address() instanceof Inet6Address ? "IPv6" : "IPv4";
    return SmtpReply.local(
        451,
        Origin.OUR_FAULT,
        "source " + origin.source() + " has no " + family + " address to reach " + host.host());
  }

  private boolean mayGoOnInClearText(SessionEnded e, Protection protection) {
    // RFC 8460 3: a report about broken TLS must not be held up by it.
    return (settings.clearTextAfterFailedTls() || attempt.order().envelope().options().tlsWaived())
        && protection.start() == Protection.Start.WHEN_OFFERED
        && e.step() == Step.HANDSHAKE;
  }

  /** The next host, if there is one, is to be asked about all who wait. */
  private void passOver(SmtpReply reply, Stage stage, HostTrace trace) {
    waiting.forEach(r -> attempt.trouble(r, reply, stage, trace));
  }

  private void carryAll(SmtpSession session) throws SessionEnded {
    if (!suits(session)) {
      return;
    }
    do {
      List<Recipient> batch = RecipientBatch.next(waiting, batchMax, session.extensions());
      var transaction =
          new MailTransaction(session, attempt, batch, settings.nextHostAfterRefusal(), oneByOne);
      List<Recipient> again = transaction.run(clock.instant());
      if (!again.isEmpty()) {
        batchMax = Math.max(1, batch.size() - again.size());
        allowance.tooManyRecipients(batchMax);
      }
      waiting = waiting == batch ? again : joined(without(waiting, batch, false), again);
    } while (!waiting.isEmpty() && session.isUsable(mailsMax));
  }

  /** Settles those whom this server cannot take the mail for; true when others remain. */
  private boolean suits(SmtpSession session) throws SessionEnded {
    Optional<SmtpReply> promise =
        fit.missingPromise(session.extensions(), session.isVerified(), clock.instant());
    if (promise.isPresent()) {
      throw session.ended(Step.EHLO, promise.get());
    }
    Optional<SmtpReply> obstacle;
    try {
      obstacle = fit.obstacle(session.extensions(), attempt.size());
    } catch (IOException e) {
      throw session.ended(
          Step.CONTENT,
          SmtpReply.local(451, "4.3.0", "the stored content cannot be read: " + e.getMessage()));
    }
    List<Recipient> left = new ArrayList<>();
    for (Recipient recipient : waiting) {
      Optional<SmtpReply> why =
          obstacle.isPresent() ? obstacle : fit.obstacle(session.extensions(), recipient);
      if (why.isPresent()) {
        HostTrace trace = session.trace(Duration.ZERO, Duration.ZERO);
        attempt.settle(new RecipientReply(recipient, why.get(), Stage.MAIL, false, trace, false));
      } else {
        left.add(recipient);
      }
    }
    waiting = left.size() == waiting.size() ? waiting : left;
    return !waiting.isEmpty();
  }

  private static List<Recipient> without(
      List<Recipient> all, List<Recipient> others, boolean keepOthers) {
    Set<Recipient> named = Collections.newSetFromMap(new IdentityHashMap<>());
    named.addAll(others);
    return all.stream().filter(r -> named.contains(r) == keepOthers).toList();
  }

  private static List<Recipient> joined(List<Recipient> some, List<Recipient> more) {
    List<Recipient> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
