package relay.ejb.delivery.targets;

import static relay.domain.queue.MailBuilder.aMail;

import java.nio.charset.StandardCharsets;
import relay.domain.delivery.Origin;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.routing.NextHop;

/** Orders for tests. */
final class Orders {
  static final String ID = "0123456789abcdefghjk";
  static final String CONTENT = "Subject: hello\r\n\r\nHello.\r\n";

  private Orders() {}

  static TransmissionOrder order(NextHop hop, String... recipients) {
    return order(hop, Content.of(CONTENT.getBytes(StandardCharsets.UTF_8)), () -> {}, recipients);
  }

  static TransmissionOrder order(
      NextHop hop, Content content, Runnable beforeFinalDot, String... recipients) {
    return new TransmissionOrder(
        ID,
        new MailOwner("acme", "news", "c-1"),
        new Envelope(
            ReversePath.parse("alice@client.example"),
            aMail().to(recipients).build().envelope().recipients(),
            MailOptions.NONE),
        hop,
        Origin.DEFAULT,
        "X-Signed: yes\r\n".getBytes(StandardCharsets.UTF_8),
        content,
        beforeFinalDot);
  }
}
