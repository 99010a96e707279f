package relay.domain.campaign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import relay.domain.control.ControlSource;
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
import relay.domain.template.TemplateVersion;
import relay.domain.template.Templates;
import relay.domain.tracking.MailTracking;
import relay.domain.tracking.TrackedRecipient;

/**
 * Writes the mails of campaigns when they are about to be delivered: the same octets however often
 * one is written, as long as nobody corrects the campaign, but for tracked links, which tell when
 * they were written. Asks memory only; thread-safe.
 */
public final class CampaignMails {
  private final ControlSource control;
  private final Templates templates;
  private final ReturnPaths paths;
  private final MailTracking tracking;
  private final String hostName;

  /** What came of writing a mail. */
  public sealed interface Writing {
    /** The mail, ready to be signed, with the return path that it goes out with. */
    record Written(QueuedMail mail) implements Writing {}

    /** This recipient can get no mail of the campaign. */
    record Refused(String why) implements Writing {}

    /** Nobody can, until somebody mends the campaign. */
    record NotNow(String why) implements Writing {}
  }

  public CampaignMails(
      ControlSource control,
      Templates templates,
      ReturnPaths paths,
      MailTracking tracking,
      String hostName) {
    this.control = control;
    this.templates = templates;
    this.paths = paths;
    this.tracking = tracking;
    this.hostName = hostName;
  }

  /**
   * The mail of which the queue has the recipient's data.
   *
   * @throws IOException when these cannot be read
   */
  public Writing write(QueuedMail queued) throws IOException {
    Optional<Campaign> campaign =
        control
            .state()
            .find(CampaignKind.CAMPAIGN, queued.owner().tenant(), queued.owner().campaign());
    Optional<Writing> no = standsInTheWay(campaign, queued);
    if (no.isPresent()) {
      return no.get();
    }
    RecipientData data = RecipientData.read(octets(queued.content()));
    CampaignPlan plan = campaign.get().plan();
    int number = plan.templateVersion().orElse(data.templateVersion());
    Optional<TemplateVersion> version =
        templates.find(queued.owner().tenant(), plan.template(), Optional.of(number));
    if (version.isEmpty()) {
      return new Writing.NotNow(
          "version " + number + " of template " + plan.template() + " was withdrawn");
    }
    CompiledTemplate template = templates.compiled(version.get());
    Rendering rendering = templates.render(template, data.data());
    if (rendering instanceof Rendering.Refused refused) {
      return new Writing.Refused(refused.why());
    }
    return new Writing.Written(mail(queued, plan, (Rendering.Rendered) rendering));
  }

  /** Brakes hold and end what waits; this is for what gets past them in the first second. */
  private static Optional<Writing> standsInTheWay(Optional<Campaign> campaign, QueuedMail queued) {
    if (campaign.isEmpty() || !campaign.get().hasSent(queued.entry().mail())) {
      return Optional.of(new Writing.Refused("the campaign was removed"));
    }
    return switch (campaign.get().state()) {
      case PAUSED -> Optional.of(new Writing.NotNow("the campaign is paused"));
      case STOPPING, STOPPED -> Optional.of(new Writing.Refused("the campaign was stopped"));
      default -> Optional.empty();
    };
  }

  /** The words as a mail. */
  private QueuedMail mail(QueuedMail queued, CampaignPlan plan, Rendering.Rendered words) {
    EmailAddress to = queued.envelope().recipients().get(0).address();
    Content body =
        document(plan, to)
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

  private static MailDocument document(CampaignPlan plan, EmailAddress to) {
    return new MailDocument(
        plan.from(),
        ReversePath.of(plan.from().address()),
        plan.replyTo().map(List::of).orElse(List.of()),
        List.of(new Mailbox("", to)),
        List.of(),
        List.of(),
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static byte[] octets(Content content) throws IOException {
    Optional<byte[]> inMemory = content.bytes();
    if (inMemory.isPresent()) {
      return inMemory.get();
    }
    try (InputStream in = content.open()) {
      return in.readNBytes(RecipientData.OCTETS_MAX);
    }
  }
}
