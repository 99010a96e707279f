package relay.domain.identity;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.mail.ReversePath;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.ReturnPathForm;
import relay.domain.tenancy.Tenancy;

/**
 * Puts tokens where they come back: the return path, a header field, the Message-ID, the address to
 * unsubscribe at. Thread-safe; for streams that want none of it a few hash look-ups.
 */
public final class ReturnPaths {
  /** The header field; a reader of complaints finds it in the mail that is complained of. */
  public static final String FIELD = "X-Relay-Token";

  /** Every mail keeps what it was given. */
  public static final ReturnPaths NONE =
      new ReturnPaths(() -> IdentityTokens.NONE, () -> Tenancy.EMPTY);

  private final TokenSource tokens;
  private final CurrentTenancy tenancy;
  private final Supplier<Optional<URI>> publicUrl;

  /** Without an address for HTTP. */
  public ReturnPaths(TokenSource tokens, CurrentTenancy tenancy) {
    this(tokens, tenancy, Optional::empty);
  }

  /**
   * @param publicUrl where recipients reach our HTTP, with a slash at its end
   */
  public ReturnPaths(
      TokenSource tokens, CurrentTenancy tenancy, Supplier<Optional<URI>> publicUrl) {
    this.tokens = tokens;
    this.tenancy = tenancy;
    this.publicUrl = publicUrl;
  }

  /**
   * The token of one recipient in its places.
   *
   * @param returnPath {@code b-TOKEN} at the feedback domain
   * @param unsubscribe {@code u-TOKEN} there
   * @param field the header field, CR LF ended
   */
  public record Mark(
      String token, EmailAddress returnPath, EmailAddress unsubscribe, byte[] field) {}

  /**
   * At which domain the mail of this stream has its return paths. Empty: it keeps the path it was
   * given, because the stream says so, there is no feedback domain or no key yet, or the path is
   * null, to which nothing may come back (RFC 5321 4.5.5).
   */
  public Optional<DomainName> domain(MailOwner owner, Lane lane, ReversePath sender) {
    Tenancy now = tenancy.get();
    if (sender.isNull()
        || now.streamOf(owner, lane).returnPath() == ReturnPathForm.AS_GIVEN
        || !tokens.get().canMake()) {
      return Optional.empty();
    }
    return sender
        .address()
        .flatMap(EmailAddress::domainName)
        .flatMap(domain -> now.feedbackDomain(owner.tenant(), domain));
  }

  /**
   * The mark of a recipient.
   *
   * @param place among the recipients that the mail was accepted for
   */
  public Mark mark(QueueId mail, int place, DomainName domain) {
    String token = tokens.get().make(mail, place);
    return new Mark(
        token,
        new EmailAddress("b-" + token, domain.ascii()),
        new EmailAddress("u-" + token, domain.ascii()),
        (FIELD + ": " + token + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The header fields by which the mail offers to unsubscribe, CR LF ended; empty where its stream
   * does not.
   */
  public Optional<byte[]> unsubscribeFields(MailOwner owner, Lane lane, Mark mark) {
    return tenancy.get().streamOf(owner, lane).unsubscribe()
        ? Optional.of(UnsubscribeFields.of(publicUrl.get(), mark.token(), mark.unsubscribe()))
        : Optional.empty();
  }

  /**
   * The left part of a Message-ID that we make: it tells the recipient where there is one, and else
   * the mail. Empty: the mail's stream has no tokens.
   */
  public Optional<String> messageId(
      QueueId mail, MailOwner owner, Lane lane, ReversePath sender, int recipients) {
    return domain(owner, lane, sender)
        .map(domain -> tokens.get().make(mail, recipients == 1 ? 0 : Genuine.WHOLE_MAIL));
  }
}
