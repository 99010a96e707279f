package relay.ejb.queues;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import relay.domain.fault.FaultPoint;
import relay.domain.mail.Lane;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSettings;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentSeal;
import relay.domain.settings.Settings;

/** The queues and the pump over a test's broker. */
public final class WaitingMails implements AutoCloseable {
  private final EmbeddedQueues broker;
  private final MailMessage messages;
  private final SenderPool senders;
  private final JmsMailQueues queues;
  private final WaitingRoomPump pump;

  public WaitingMails(EmbeddedQueues broker, Path files, InstantSource clock) {
    this.broker = broker;
    messages =
        new MailMessage(100_000, new ContentFiles(files, ContentSeal.NONE), ContentSeal.NONE);
    var settings = QueueSettings.from(Settings.of(QueueSettings.ALL, Map.of(), Map.of()));
    senders = new SenderPool(broker.factory(), 4, Duration.ofSeconds(5));
    queues = new JmsMailQueues(senders, messages, clock);
    pump =
        new WaitingRoomPump(
            broker.factory(),
            broker,
            messages,
            LaneOrder.AS_IT_COMES,
            settings,
            1 << 20,
            clock,
            FaultPoint.NONE);
  }

  public MailQueues queues() {
    return queues;
  }

  public WaitingRoomPump theirPump() {
    return pump;
  }

  /** Takes a mail out of a lane, as a worker would. */
  public QueuedMail take(Lane lane) throws Exception {
    return broker.take(QueueNames.of(lane), messages::read);
  }

  /** Moves what is due now. */
  public void pump() {
    pump.run();
  }

  @Override
  public void close() {
    pump.close();
    senders.close();
  }
}
