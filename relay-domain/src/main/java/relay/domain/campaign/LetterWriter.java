package relay.domain.campaign;

import static relay.domain.consent.ConsentAddresses.CONFIRM_URL;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import relay.domain.consent.ConsentAddresses;
import relay.domain.consent.ConsentLink;
import relay.domain.identity.ReturnPaths;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailDate;
import relay.domain.mail.Mailbox;
import relay.domain.mail.ReversePath;
import relay.domain.queue.QueuedMail;
import relay.domain.reception.document.MailDocument;
import relay.domain.template.CompiledTemplate;
import relay.domain.template.Rendering;
import relay.domain.template.TemplateData;
import relay.domain.template.TemplateVersion;
import relay.domain.template.Templates;
import relay.domain.tracking.MailTracking;
import relay.domain.tracking.TrackedRecipient;

/**
 * Makes a mail of a template and one recipient's data when it is about to be delivered: the same
 * octets however often it is done, but for tracked links, which tell when they were written. Asks
 * memory only; thread-safe.
 */
public final class LetterWriter {
  private final Templates templates;
  private final ReturnPaths paths;
  private final MailTracking tracking;
  private final ConsentAddresses addresses;
  private final String hostName;

  /**
   * What all recipients of a mail have in common.
   *
   * @param template id of the template
   * @param version its published version
   * @param replyTo empty: answers go to {@code from}
   * @param subject in the place of the template's
   * @param asks whether they still want a list, by a link that the words must show
   */
  public record Letter(
      String template,
      int version,
      Mailbox from,
      Optional<Mailbox> replyTo,
      Optional<String> subject,
      Optional<Asking> asks) {

    /** With the subject of its template. */
    public Letter(String template, int version, Mailbox from, Optional<Mailbox> replyTo) {
      this(template, version, from, replyTo, Optional.empty(), Optional.empty());
    }
  }

  /**
   * What the inactive are asked.
   *
   * @param patience so long an answer counts
   */
  public record Asking(String list, Duration patience) {}

  /** What came of writing a mail. */
  public sealed interface Writing {
    /** The mail, ready to be signed, with the return path that it goes out with. */
    record Written(QueuedMail mail) implements Writing {}

    /** This recipient can get no such mail. */
    record Refused(String why) implements Writing {}

    /** Nobody can, until somebody mends something. */
    record NotNow(String why) implements Writing {}
  }

  /**
   * @param hostName of this node, for Message-IDs
   */
  public LetterWriter(
      Templates templates,
      ReturnPaths paths,
      MailTracking tracking,
      ConsentAddresses addresses,
      String hostName) {
    this.templates = templates;
    this.paths = paths;
    this.tracking = tracking;
    this.addresses = addresses;
    this.hostName = hostName;
  }

  /**
   * Writes it.
   *
   * @param queued with the envelope; its content is replaced
   */
  public Writing write(QueuedMail queued, Letter letter, TemplateData data) {
    Optional<TemplateVersion> version =
        templates.find(queued.owner().tenant(), letter.template(), Optional.of(letter.version()));
    if (version.isEmpty()) {
      return new Writing.NotNow(
          "version " + letter.version() + " of template " + letter.template() + " was withdrawn");
    }
    CompiledTemplate template = templates.compiled(version.get(), letter.subject());
    TemplateData values = withLinks(queued, data);
    if (letter.asks().isPresent()) {
      Optional<String> url = addresses.renew(renewing(queued, letter, letter.asks().get()));
      return url.isEmpty()
          ? new Writing.NotNow("unsubscribe.public-url is not set, or there is no identity key")
          : asking(queued, letter, template, values.with(CONFIRM_URL, url.get()), url.get());
    }
    return written(queued, letter, templates.render(template, values));
  }

  private Writing written(QueuedMail queued, Letter letter, Rendering rendering) {
    return rendering instanceof Rendering.Refused refused
        ? new Writing.Refused(refused.why())
        : new Writing.Written(mail(queued, letter, (Rendering.Rendered) rendering));
  }

  /** Who could not answer must not be taken for one who did not. */
  private Writing asking(
      QueuedMail queued, Letter letter, CompiledTemplate template, TemplateData data, String url) {
    Rendering rendering = templates.render(template, data);
    boolean isShown =
        !(rendering instanceof Rendering.Rendered words)
            || words.text().contains(url)
                && words.html().filter(html -> !html.contains(url)).isEmpty();
    return isShown
        ? written(queued, letter, rendering)
        : new Writing.Refused(
            "template " + letter.template() + " does not show {{" + CONFIRM_URL + "}}");
  }

  private static ConsentLink.Renewing renewing(QueuedMail queued, Letter letter, Asking asks) {
    return new ConsentLink.Renewing(
        queued.owner().tenant(),
        queued.envelope().recipients().get(0).address(),
        asks.list(),
        queued.owner().campaign(),
        queued.acceptedAt(),
        queued.acceptedAt().plus(asks.patience()),
        letter.template() + "@" + letter.version());
  }

  /** With what leads the recipient to where he chooses, where that leads anywhere. */
  private TemplateData withLinks(QueuedMail queued, TemplateData data) {
    return addresses
        .of(
            queued.owner().tenant(),
            queued.entry().mail(),
            queued.envelope().recipients(),
            queued.acceptedAt())
        .in(data);
  }

  /** The words as a mail. */
  private QueuedMail mail(QueuedMail queued, Letter letter, Rendering.Rendered words) {
    EmailAddress to = queued.envelope().recipients().get(0).address();
    Content body =
        MailDocument.toOne(letter.from(), letter.replyTo(), to)
            .filled(words.subject(), tracked(queued, words.html(), to), words.text())
            // boundaries that are the same each time
            .compose(new SplittableRandom(queued.entry().mail().chance()));
    ReversePath sender = queued.envelope().sender();
    Optional<DomainName> returnTo = paths.domain(queued.owner(), queued.lane(), sender);
    Optional<ReturnPaths.Mark> mark =
        returnTo.map(domain -> paths.mark(queued.entry().mail(), 0, domain));
    var fields = new ByteArrayOutputStream(1024);
    mark.ifPresent(m -> fields.writeBytes(m.field()));
    mark.flatMap(m -> paths.unsubscribeFields(queued.owner(), queued.lane(), m))
        .ifPresent(fields::writeBytes);
    String id = mark.map(ReturnPaths.Mark::token).orElse(queued.entry().mail().text());
    fields.writeBytes(
        ("Date: " + MailDate.of(queued.acceptedAt()) + "\r\nMessage-ID: <" + id + "@" + hostName)
            .getBytes(StandardCharsets.US_ASCII));
    fields.writeBytes(">\r\n".getBytes(StandardCharsets.US_ASCII));
    Content whole = body.withHeader(fields.toByteArray(), 0);
    return mark.isPresent()
        ? queued.returning(mark.get().returnPath(), whole)
        : queued.withContent(whole);
  }

  /** With the links of its stream, before anything is encoded and long before it is signed. */
  private Optional<String> tracked(QueuedMail queued, Optional<String> html, EmailAddress to) {
    Optional<MailTracking.Plan> plan =
        html.isEmpty() ? Optional.empty() : tracking.plan(queued.owner(), queued.lane());
    if (plan.isEmpty()) {
      return html;
    }
    var recipient = Optional.of(new TrackedRecipient(queued.entry().mail(), to));
    return Optional.of(tracking.tracked(html.get(), plan.get(), queued.owner(), recipient));
  }
}
