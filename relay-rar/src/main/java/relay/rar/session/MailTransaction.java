package relay.rar.session;

import java.util.ArrayList;
import java.util.List;
import relay.domain.mail.Envelope;
import relay.domain.mail.Recipient;
import relay.domain.smtp.BodyDecoder;
import relay.domain.smtp.MailCommand;
import relay.rar.content.Intake;

/** From MAIL to the end of the content (RFC 5321 3.3). */
public final class MailTransaction implements AutoCloseable {
  private final MailCommand mail;
  private final List<Recipient> recipients = new ArrayList<>(4);
  private Intake chunks;
  private BodyDecoder chunkDecoder;
  private boolean chunksRefused;

  public MailTransaction(MailCommand mail) {
    this.mail = mail;
  }

  public MailCommand mail() {
    return mail;
  }

  public boolean isSmtpUtf8() {
    return mail.options().smtpUtf8();
  }

  public void add(Recipient recipient) {
    recipients.add(recipient);
  }

  public int recipientCount() {
    return recipients.size();
  }

  public Envelope envelope() {
    return new Envelope(mail.sender(), recipients, mail.options());
  }

  /** BDAT has begun: only more of it may follow (RFC 3030 2). */
  public boolean hasChunks() {
    return chunks != null || chunksRefused;
  }

  public void beginChunks(Intake intake, int lineOctetsMax) {
    chunks = intake;
    chunkDecoder = BodyDecoder.ofChunks(lineOctetsMax, intake::write);
  }

  public Intake chunks() {
    return chunks;
  }

  public BodyDecoder chunkDecoder() {
    return chunkDecoder;
  }

  /** What has come is thrown away; what still comes is too, until the client resets. */
  public void refuseChunks() {
    close();
    chunksRefused = true;
  }

  public boolean areChunksRefused() {
    return chunksRefused;
  }

  @Override
  public void close() {
    if (chunks != null) {
      chunks.close();
      chunks = null;
    }
  }
}
