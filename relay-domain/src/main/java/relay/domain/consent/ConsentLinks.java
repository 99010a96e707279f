package relay.domain.consent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.consent.ConsentLink.Choosing;
import relay.domain.consent.ConsentLink.Confirming;
import relay.domain.consent.ConsentLink.Renewing;
import relay.domain.identity.TokenSource;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/**
 * Makes and reads the words in links by which people decide, with the keys of the identity tokens.
 * What a word says nobody else can read. Thread-safe.
 */
public final class ConsentLinks {
  /** Begin what is in a word; no tracked link begins so, so that none is taken for the other. */
  private static final int CHOOSING = 6;

  private static final int CONFIRMING = 7;
  private static final int RENEWING = 8;

  /** As CHOOSING, with the mail that it stands in. */
  private static final int CHOOSING_BY_MAIL = 14;

  private final TokenSource tokens;

  public ConsentLinks(TokenSource tokens) {
    this.tokens = tokens;
  }

  /** Whether there is a key to make links with. */
  public boolean canMake() {
    return tokens.get().canMake();
  }

  /** How long links are genuine at most: so long their key is kept. */
  public Duration lifetime() {
    return tokens.get().lifetime();
  }

  /**
   * The word of a link; the same again for the same link.
   *
   * @throws IllegalStateException without a key
   */
  public String make(ConsentLink link) {
    var octets = new ByteArrayOutputStream(100);
    try (var out = new DataOutputStream(octets)) {
      if (link instanceof Confirming confirming) {
        out.writeByte(CONFIRMING);
        out.writeUTF(confirming.contact());
        out.writeUTF(confirming.list());
        out.writeUTF(confirming.wording());
      } else if (link instanceof Renewing renewing) {
        out.writeByte(RENEWING);
        out.writeUTF(renewing.address().toString());
        out.writeUTF(renewing.list());
        out.writeUTF(renewing.campaign());
        out.writeLong(renewing.until().getEpochSecond());
        out.writeUTF(renewing.wording());
      } else if (link instanceof Choosing choosing) {
        out.writeByte(choosing.mail().isPresent() ? CHOOSING_BY_MAIL : CHOOSING);
        out.writeUTF(choosing.address().toString());
        if (choosing.mail().isPresent()) {
          out.writeUTF(choosing.mail().get().text());
        }
      }
      out.writeUTF(link.tenant());
      out.writeLong(link.madeAt().getEpochSecond());
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes all octets", e);
    }
    return tokens.get().box().seal(octets.toByteArray());
  }

  /** The identity token of the one recipient of a mail, by which he unsubscribes. */
  String token(QueueId mail) {
    return tokens.get().make(mail, 0);
  }

  /** What a word says that we made; empty for any other text. Asks nothing about its age. */
  public Optional<ConsentLink> read(String word) {
    return tokens.get().box().open(word).flatMap(ConsentLinks::link);
  }

  private static Optional<ConsentLink> link(byte[] octets) {
    try (var in = new DataInputStream(new ByteArrayInputStream(octets))) {
      ConsentLink link =
          switch (in.readByte()) {
            case CONFIRMING -> confirming(in);
            case CHOOSING -> choosing(in, false);
            case CHOOSING_BY_MAIL -> choosing(in, true);
            case RENEWING -> renewing(in);
            default -> null;
          };
      return Optional.ofNullable(link).filter(read -> isEmpty(in));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty(); // a word of another kind
    }
  }

  /** Whether nothing is left to read. */
  private static boolean isEmpty(DataInputStream in) {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Confirming confirming(DataInputStream in) throws IOException {
    String contact = in.readUTF();
    String list = in.readUTF();
    String wording = in.readUTF();
    return new Confirming(in.readUTF(), contact, list, at(in), wording);
  }

  private static Renewing renewing(DataInputStream in) throws IOException {
    EmailAddress address = EmailAddress.parse(in.readUTF());
    String list = in.readUTF();
    String campaign = in.readUTF();
    Instant until = at(in);
    String wording = in.readUTF();
    return new Renewing(in.readUTF(), address, list, campaign, at(in), until, wording);
  }

  private static Choosing choosing(DataInputStream in, boolean tellsMail) throws IOException {
    EmailAddress address = EmailAddress.parse(in.readUTF());
    Optional<QueueId> mail = tellsMail ? Optional.of(new QueueId(in.readUTF())) : Optional.empty();
    return new Choosing(in.readUTF(), address, at(in), mail);
  }

  private static Instant at(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong());
  }
}
