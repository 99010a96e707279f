package relay.ejb.delivery;

import java.util.Optional;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.routing.HostAddress;
import relay.domain.tlsreport.SessionTally;
import relay.domain.tlsreport.TlsFailure;
import relay.domain.transport.AppliedPolicy;
import relay.domain.transport.HostDecision;
import relay.domain.transport.Protection.Start;
import relay.domain.transport.TlsFault;
import relay.domain.transport.TlsProblem;

/**
 * Has the sessions with one host counted for the owner of the policy that they obey. Says nothing
 * of kept connections, which were counted when they were opened, of connections that never came to
 * TLS for other reasons (RFC 8460 4.3.4), and of mail that carries such a report itself.
 */
final class SessionWitness {
  private final SessionTally tally;
  private final String domain;
  private final HostAddress host;
  private final Optional<AppliedPolicy> policy;

  SessionWitness(
      SessionTally tally, TransmissionOrder order, HostAddress host, HostDecision decision) {
    this.tally = tally;
    this.domain = order.hop().name();
    this.host = host;
    this.policy =
        tally.isOn() && !order.envelope().options().tlsWaived()
            ? decision.applied()
            : Optional.empty();
  }

  /** The policy forbids the host. */
  void passedOver() {
    Optional<TlsProblem> problem = policy.flatMap(AppliedPolicy::problem);
    if (problem.isPresent()) {
      note(Optional.of(failure(problem.get(), "", "")));
    }
  }

  /** A new session can carry mail. */
  void opened(SmtpSession session, Sessions sessions) {
    if (policy.isEmpty() || session.key().protection().start() == Start.NEVER) {
      return;
    }
    Optional<TlsProblem> problem =
        session.isEncrypted()
            ? policy
                .get()
                .problem()
                .or(() -> policy.get().observed().flatMap(c -> sessions.examine(session, c)))
            : Optional.of(new TlsProblem(TlsFault.STARTTLS_NOT_SUPPORTED, ""));
    note(problem.map(p -> failure(p, session)));
  }

  /** A session ended before it could carry mail. */
  void ended(SmtpSession session, SessionEnded end) {
    if (policy.isPresent()) {
      end.problem().ifPresent(p -> note(Optional.of(failure(p, session))));
    }
  }

  private void note(Optional<TlsFailure> failure) {
    policy.ifPresent(p -> tally.note(domain, p, failure));
  }

  private TlsFailure failure(TlsProblem problem, SmtpSession session) {
    return failure(problem, session.source(), helo(session.greeting()));
  }

  private TlsFailure failure(TlsProblem problem, String sender, String helo) {
    return new TlsFailure(
        problem.fault(),
        sender,
        host.host(),
        helo,
        host.address().getHostAddress(),
        problem.reason());
  }

  /** RFC 5321 4.2: the word after the code is the name of the server. */
  private static String helo(String greeting) {
    String[] words = greeting.split(" ", 3);
    return words.length > 1 ? words[1] : "";
  }
}
