package relay.domain.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;

/**
 * What rules can tell a mail by. The header is read when a rule first asks for it, and once however
 * many recipients and rules there are. Not thread-safe.
 */
public final class MailFacts {
  private static final int HEADER_OCTETS_MAX = 256 << 10;
  private static final int FIELDS_MAX = 1000;
  private final MailOwner owner;
  private final Lane lane;
  private final ReversePath sender;
  private final long size;
  private final Optional<Content> content;
  private final long lot;
  private HeaderSection header;

  private MailFacts(
      MailOwner owner,
      Lane lane,
      ReversePath sender,
      long size,
      Optional<Content> content,
      long lot) {
    this.owner = owner;
    this.lane = lane;
    this.sender = sender;
    this.size = size;
    this.content = content;
    this.lot = lot;
  }

  /**
   * Of a mail at hand.
   *
   * @param id of the mail: the same mail draws the same lot among targets each time
   */
  public static MailFacts of(
      MailOwner owner, Lane lane, Envelope envelope, Content content, String id) {
    return new MailFacts(
        owner, lane, envelope.sender(), content.size(), Optional.of(content), lot(id));
  }

  /**
   * Of a mail whose content is not at hand: no rule about header fields holds.
   *
   * @param size octets; 0 when it is not known
   */
  public static MailFacts without(
      MailOwner owner, Lane lane, ReversePath sender, long size, String id) {
    return new MailFacts(owner, lane, sender, size, Optional.empty(), lot(id));
  }

  /**
   * Of a mail that nobody has handed in, with its header.
   *
   * @param size octets of the whole mail
   * @param header fields, each CR LF ended, and the empty line behind them
   */
  static MailFacts hypothetical(
      MailOwner owner, Lane lane, ReversePath sender, long size, Content header, String id) {
    return new MailFacts(owner, lane, sender, size, Optional.of(header), lot(id));
  }

  /** Of a mail of which nothing but its owner is known. */
  public static MailFacts of(MailOwner owner, Lane lane) {
    return without(owner, lane, ReversePath.NULL, 0, "");
  }

  public MailOwner owner() {
    return owner;
  }

  Lane lane() {
    return lane;
  }

  long size() {
    return size;
  }

  public Optional<EmailAddress> sender() {
    return sender.address();
  }

  /** A number that is spread evenly over mails and the same for one mail. */
  long lot() {
    return lot;
  }

  /** Empty when the content is not at hand. */
  Optional<HeaderSection> header() {
    if (header == null && content.isPresent()) {
      try {
        header = HeaderSection.of(content.get(), HEADER_OCTETS_MAX, FIELDS_MAX);
      } catch (IOException e) {
        throw new UncheckedIOException("the stored content cannot be read", e);
      }
    }
    return Optional.ofNullable(header);
  }

  /** The domain of an address in the form that rules are compared with. */
  static String domainOf(EmailAddress address) {
    return address.domainName().map(DomainName::ascii).orElse(address.domain());
  }

  /** The finalizer of a well-known hash (splitmix64): ids that differ in one digit lie apart. */
  private static long lot(String id) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      h = (h ^ id.charAt(i)) * 0x100000001b3L;
    }
    h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return h ^ (h >>> 31);
  }
}
