package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.delivery.RetrySchedule;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.MailFacts;
import relay.domain.routing.RouteDecision;
import relay.domain.routing.StreamRoutes;

/**
 * Lets mail that arrives for a slow destination stand in line there at once, where others do
 * already. In a lane it would wait for a worker only to be put off: three durable writes more, in
 * which the mail of all others stands. Whether it may go is asked when its time has come, as of all
 * mail that was put off. Thread-safe.
 */
public final class ArrivalLine {
  /** A shorter line is gone before a worker comes to the mail. */
  private static final Duration AT_LEAST = Duration.ofSeconds(10);

  private final TrafficControl traffic;
  private final StreamRoutes ways;

  public ArrivalLine(TrafficControl traffic, StreamRoutes ways) {
    this.traffic = traffic;
    this.ways = ways;
  }

  /** The mail, with its time where it stands in line; as it is otherwise. */
  public QueuedMail join(QueuedMail mail, Instant now) {
    // Passwords have places of their own; of several recipients each may have another next hop.
    if (!traffic.hasLines(now)
        || mail.lane() == Lane.OTP
        || mail.envelope().recipients().size() > 1) {
      return mail;
    }
    EmailAddress recipient = mail.envelope().recipients().get(0).address();
    MailFacts facts =
        MailFacts.of(
            mail.owner(), mail.lane(), mail.envelope(), mail.content(), mail.entry().mail().text());
    RouteDecision way = ways.decision(facts, recipient, Optional.empty());
    if (!way.others().isEmpty()) {
      // Those that stand in may have a place for it.
      return mail;
    }
    String hop = way.hop().name();
    Wish wish =
        new Wish(
            hop,
            Optional.empty(),
            mail.lane(),
            false,
            1,
            mail.content().size(),
            mail.owner(),
            List.of(Source.DEFAULT));
    // One whose time is over before its turn is for a worker, who says so.
    return traffic
        .joinLine(wish, AT_LEAST, now)
        .filter(RetrySchedule.limitOf(mail)::isAfter)
        .map(at -> mail.inLine(hop, at))
        .orElse(mail);
  }
}
