package relay.domain.traffic;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import relay.domain.delivery.Allowance;
import relay.domain.delivery.IdleRoom;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.Lane;

/**
 * One place at a destination and in its flow, held during one attempt. Giving it back twice does
 * nothing.
 */
public final class Permit {
  private static final TransmissionReport NOTHING_SAID = new TransmissionReport(List.of());
  private final TrafficControl control;
  private final Destination destination;
  private final Lane lane;
  private final Instant since;
  private Flow flow;
  private Source source = Source.DEFAULT;
  private int mailsPerConnection = Integer.MAX_VALUE;
  private int recipientsPerTransaction = Integer.MAX_VALUE;
  private boolean limitsConnections;
  private Optional<String> provider = Optional.empty();
  private Consumer<TransmissionReport> listener = report -> {};

  Permit(TrafficControl control, Destination destination, Lane lane, Instant since) {
    this.control = control;
    this.destination = destination;
    this.lane = lane;
    this.since = since;
  }

  /** Gives the place back and tells what was learned. */
  public void release(Experience learned, Instant now) {
    control.released(this, learned, now);
    tell(NOTHING_SAID);
  }

  /** Gives the place back and learns from what the server said. */
  public void release(TransmissionReport report, Instant now) {
    control.released(this, control.learned(report, provider), now);
    tell(report);
  }

  /** Has somebody told, once, what was said in the attempt; an empty report when it was nothing. */
  public void tells(Consumer<TransmissionReport> other) {
    listener = other;
  }

  private void tell(TransmissionReport report) {
    Consumer<TransmissionReport> once = listener;
    listener = said -> {};
    once.accept(report);
  }

  /** The same where only this was learned. */
  public void release(Reach reach, Instant now) {
    release(new Experience(reach), now);
  }

  /** The servers behind the destination were found; null before. */
  void in(Flow entered) {
    flow = entered;
    source = entered.source();
    mailsPerConnection = entered.mailsPerConnection();
    recipientsPerTransaction = entered.recipientsPerTransaction(since);
    limitsConnections = entered.limitsConnections();
    provider = entered.provider();
  }

  /** What the flow allows to the attempt, and where the attempt tells what it does meanwhile. */
  public Allowance allowance(InstantSource clock) {
    return new Allowance() {
      @Override
      public int mailsPerConnection() {
        return mailsPerConnection;
      }

      @Override
      public int recipientsPerTransaction() {
        return recipientsPerTransaction;
      }

      @Override
      public Optional<IdleRoom> idleRoom() {
        return limitsConnections
            ? Optional.of(control.kept().room(flow.label(), clock))
            : Optional.empty();
      }

      @Override
      public void connecting() {
        control.connecting(flow, lane, clock.instant());
      }

      @Override
      public void tooManyRecipients(int accepted) {
        control.tooManyRecipients(flow, accepted, clock.instant());
      }
    };
  }

  /** Where the mail is to leave from. */
  public Source source() {
    return source;
  }

  Flow flow() {
    return flow;
  }

  Destination destination() {
    return destination;
  }

  Lane lane() {
    return lane;
  }

  Instant since() {
    return since;
  }
}
