package relay.domain.reception;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.brake.BrakeBook;
import relay.domain.mail.CampaignName;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.NetworkRange;
import relay.domain.mail.ReversePath;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenancy;

/**
 * Who may hand in what: relay right, limits, loops. Pure; changes only as the accounts do; the same
 * rules for SMTP, JMS and HTTP.
 *
 * <p>A client relays to anywhere only when it logged in on a submission listener, its address is
 * allow-listed, or it is on this machine and the listener is bound to loopback; everyone else
 * reaches only the domains we are responsible for, with plain addresses (never an open relay).
 */
public final class ReceptionPolicy {
  private final ReceptionSettings settings;
  private final ResponsibleDomains domains;
  private final Set<String> loopbackListeners;
  private final LoginOffer logins;
  private final Tenancy tenancy;
  private final SendingRights rights;
  private final OpenedAddresses opened;
  private final StopSign stops;

  /** With logins by password only. */
  public ReceptionPolicy(ReceptionSettings settings, Set<String> loopbackListeners) {
    this(settings, loopbackListeners, LoginOffer.PASSWORDS);
  }

  /**
   * @param loopbackListeners names of the listeners that are bound to a loopback address. A
   *     listener open to the network is not among them: what reaches it from 127.0.0.1 may be a
   *     stranger behind a container's port forwarder
   * @param logins how users may log in
   */
  public ReceptionPolicy(
      ReceptionSettings settings, Set<String> loopbackListeners, LoginOffer logins) {
    this(
        settings,
        new ResponsibleDomains(settings.domains()),
        Set.copyOf(loopbackListeners),
        logins,
        Tenancy.EMPTY,
        OpenedAddresses.NONE,
        StopSign.NONE);
  }

  private ReceptionPolicy(
      ReceptionSettings settings,
      ResponsibleDomains domains,
      Set<String> loopbackListeners,
      LoginOffer logins,
      Tenancy tenancy,
      OpenedAddresses opened,
      StopSign stops) {
    this.settings = settings;
    this.domains = domains;
    this.loopbackListeners = loopbackListeners;
    this.logins = logins;
    this.tenancy = tenancy;
    this.rights = new SendingRights(tenancy);
    this.opened = opened;
    this.stops = stops;
  }

  /** The same rules over another state of the tenancy; itself when it is the same state. */
  public ReceptionPolicy over(Tenancy current) {
    return current == tenancy
        ? this
        : new ReceptionPolicy(settings, domains, loopbackListeners, logins, current, opened, stops);
  }

  /** The same rules with addresses that logins over POP3 open and time closes. */
  public ReceptionPolicy with(OpenedAddresses addresses) {
    return new ReceptionPolicy(
        settings, domains, loopbackListeners, logins, tenancy, addresses, stops);
  }

  /** The same rules, refusing those to whom no mail goes any more. */
  public ReceptionPolicy with(SuppressionDoor door) {
    return new ReceptionPolicy(
        settings, domains, loopbackListeners, logins, tenancy, opened, stops.with(door));
  }

  /** The same rules, refusing for now what these brakes stop. */
  public ReceptionPolicy under(BrakeBook brakes) {
    return stops.isOf(brakes)
        ? this
        : new ReceptionPolicy(
            settings, domains, loopbackListeners, logins, tenancy, opened, stops.under(brakes));
  }

  /**
   * The addresses that logins over POP3 have opened. Who finds a user there at MAIL keeps him for
   * the whole transaction, as if he had logged in: no mail is refused in its middle because the
   * time is over.
   */
  public OpenedAddresses opened() {
    return opened;
  }

  /** How users may log in where they may. */
  public LoginOffer logins() {
    return logins;
  }

  /** Who may send as whom. */
  public SendingRights rights() {
    return rights;
  }

  /** Whether this client may send to anywhere. A login counts on submission listeners only. */
  public boolean mayRelay(ClientSession client) {
    return relayRight(client) != RelayRight.NONE;
  }

  /** By what this client may send to anywhere. */
  public RelayRight relayRight(ClientSession client) {
    if (client.role() == ListenerRole.SUBMISSION && client.user().isPresent()) {
      return RelayRight.LOGIN;
    }
    if (settings.loopbackRelay()
        && client.address().isLoopbackAddress()
        && loopbackListeners.contains(client.listener())) {
      return RelayRight.LOOPBACK;
    }
    if (isAllowListed(client)) {
      return RelayRight.NETWORK;
    }
    return rights.isTrusted(client.address()) ? RelayRight.RANGE : RelayRight.NONE;
  }

  /**
   * MAIL: is this sender acceptable from this client, and is the announced size (0 when unknown)
   * within limits?
   */
  public Verdict mail(ClientSession client, ReversePath sender, long announcedSize) {
    boolean trusted = mayRelay(client);
    if (!trusted && client.role() == ListenerRole.SUBMISSION) {
      return Because.loginNeeded();
    }
    if (announcedSize > settings.sizeMax()) {
      return Because.tooLarge(announcedSize, settings.sizeMax());
    }
    if (!trusted && sender.address().filter(ReceptionPolicy::isUnqualified).isPresent()) {
      return Verdict.refused(
          550,
          "5.1.8",
          "The sender's domain is not a full domain name; use an address that can be answered");
    }
    return stops.mail(trusted ? rights.mail(client, sender) : Verdict.ALLOWED, client, sender);
  }

  /**
   * RCPT: may this client send to this recipient, {@code already} having been taken in this
   * transaction?
   */
  public Verdict rcpt(
      ClientSession client, ReversePath sender, EmailAddress recipient, int already) {
    if (already >= settings.recipientsMax()) {
      return Verdict.refused(
          Because.RECIPIENTS_MAX,
          452,
          "4.5.3",
          "Too many recipients; we take "
              + settings.recipientsMax()
              + " for one mail, send the rest in another transaction");
    }
    if (mayRelay(client)) {
      Verdict verdict =
          sender.isNull()
              ? Verdict.ALLOWED
              : stops.recipient(() -> rights.submitter(client), recipient);
      return stops.rcpt(verdict, client, sender, Optional.of(recipient));
    }
    if (client.role() == ListenerRole.SUBMISSION) {
      return Because.loginNeeded();
    }
    // A report goes to the one sender of what it reports (RFC 5321 4.5.5); a stranger's null path
    // with many recipients is junk. Temporary, so that an odd but honest sender goes on singly.
    if (sender.isNull() && already > 0) {
      return Verdict.refused(
          452, "4.5.3", "Mail from <> goes to one recipient; send the rest in another transaction");
    }
    return stops.rcpt(stranger(recipient), client, sender, Optional.of(recipient));
  }

  /** Largest mail in octets. */
  public long sizeMax() {
    return settings.sizeMax();
  }

  /** Most recipients of one mail. */
  public int recipientsMax() {
    return settings.recipientsMax();
  }

  /** Reads the header of a mail as far as the limits allow. */
  public HeaderSection headerOf(Content content) throws IOException {
    return HeaderSection.of(content, settings.headerMax(), settings.headerFieldsMax());
  }

  /**
   * The header of a mail: its size, and its lane and campaign headers where those count. Received
   * fields are judged by {@link #content}.
   */
  public Verdict header(ClientSession client, HeaderSection header) {
    if (!header.isComplete()) {
      return Verdict.refused(
          Because.HEADER_MAX,
          552,
          "5.3.4",
          "The header of this mail has more than "
              + settings.headerMax()
              + " octets or "
              + settings.headerFieldsMax()
              + " fields; send fewer");
    }
    if (LaneHeader.isWrongIn(header) && mayRelay(client)) {
      return Verdict.refused(
          554,
          "5.6.0",
          LaneHeader.NAME + " must be otp, transactional or bulk; correct it or leave it out");
    }
    if (CampaignHeader.isWrongIn(header) && mayRelay(client)) {
      return Verdict.refused(
          554,
          "5.6.0",
          CampaignHeader.NAME + " " + CampaignName.RULE + "; correct it or leave it out");
    }
    return Verdict.ALLOWED;
  }

  /** What to do with a CR or LF that stands alone. */
  public ReceptionSettings.LineEnds lineEnds() {
    return settings.lineEnds();
  }

  /**
   * Whom {@code RCPT TO:<postmaster>} without a domain means (RFC 5321 4.5.1). Empty when we are
   * responsible for no domain and the settings name nobody: then it is refused like any other
   * address that is none.
   */
  public Optional<EmailAddress> postmaster() {
    return settings
        .postmaster()
        .or(() -> domains.first().map(d -> new EmailAddress("postmaster", d.ascii())));
  }

  /**
   * The whole mail, after its last octet: every rule of MAIL and RCPT once more, so that no door
   * can forget one, then size and Received count.
   */
  public Verdict content(ClientSession client, Envelope envelope, long size, int receivedFields) {
    if (size > settings.sizeMax()) {
      return Because.tooLarge(size, settings.sizeMax());
    }
    if (receivedFields > settings.receivedMax()) {
      return Verdict.refused(
          Because.RECEIVED_MAX,
          554,
          "5.4.6",
          "This mail has passed "
              + receivedFields
              + " servers and is looping; check the forwarding of its recipients");
    }
    return envelope(client, envelope);
  }

  /**
   * The lane of a mail: what the mail asks for, else its user's, else by MT-PRIORITY (RFC 6710: 4
   * and above is urgent, -4 and below is not), else the default. A stranger has no say.
   */
  public Lane lane(ClientSession client, Optional<Lane> asked, MailOptions options) {
    if (!mayRelay(client)) {
      return settings.defaultLane();
    }
    return asked
        .or(() -> client.user().flatMap(AuthenticatedUser::lane))
        .or(() -> Lane.ofPriority(options.priority()))
        .orElse(settings.defaultLane());
  }

  /** Everything about a whole mail: may it come in, and whose is it then? */
  public Ruling judge(Submission brought, HeaderSection header, Instant now) {
    Submission mail = TlsRequiredHeader.heeded(brought, header);
    ClientSession client = mail.client();
    Verdict verdict = header(client, header);
    if (verdict instanceof Verdict.Allowed) {
      verdict = content(client, mail.envelope(), mail.content().size(), header.receivedCount());
    }
    if (verdict instanceof Verdict.Refused refused) {
      return Ruling.Refused.of(refused);
    }
    Optional<Lane> asked = mail.lane().or(() -> LaneHeader.laneIn(header));
    Lane lane = lane(client, asked, mail.envelope().options());
    if (!mayRelay(client) || rights.isReportToUs(client, mail.envelope())) {
      Stream stream = rights.inboundStream(mail.envelope(), lane);
      MailOwner owner = new MailOwner(stream.tenant(), stream.name(), "");
      return new Ruling.Taken(mail, stream, owner, false, Optional.empty());
    }
    return rights.judge(mail, header, lane, now);
  }

  private Verdict envelope(ClientSession client, Envelope envelope) {
    Verdict mail = mail(client, envelope.sender(), 0);
    if (mail instanceof Verdict.Refused) {
      return mail;
    }
    int count = envelope.recipients().size();
    if (count > settings.recipientsMax()) {
      return Verdict.refused(
          Because.RECIPIENTS_MAX,
          550,
          "5.5.3",
          "Too many recipients; send at most " + settings.recipientsMax() + " in one mail");
    }
    if (!mayRelay(client)) {
      for (int i = 0; i < count; i++) {
        var recipient = envelope.recipients().get(i).address();
        Verdict verdict = rcpt(client, envelope.sender(), recipient, i);
        if (verdict instanceof Verdict.Refused) {
          return verdict;
        }
      }
    }
    return Verdict.ALLOWED;
  }

  private boolean isAllowListed(ClientSession client) {
    List<NetworkRange> networks = settings.allowedNetworks();
    for (int i = 0; i < networks.size(); i++) {
      if (networks.get(i).contains(client.address())) {
        return true;
      }
    }
    return false;
  }

  private Verdict stranger(EmailAddress recipient) {
    if (settings.postmaster().filter(recipient::equals).isPresent()) {
      return Verdict.ALLOWED;
    }
    if (recipient.isLiteral()) {
      return Verdict.refused(
          550,
          "5.7.1",
          "No mail for address literals from you; use the domain of the recipient, or log in on"
              + " the submission port");
    }
    if (!domains.contain(recipient) && !rights.isInbound(recipient)) {
      return Verdict.refused(
          Because.DOMAINS,
          550,
          "5.7.1",
          "We are not responsible for "
              + recipient.withAsciiDomain().substring(recipient.localPart().length() + 1)
              + " and do not relay for you; log in on the submission port, or use your own mail"
              + " server");
    }
    if (NestedRoute.isIn(recipient.localPart())) {
      return Verdict.refused(
          550,
          "5.7.1",
          "No route to another address inside the local part, please; write to the recipient's"
              + " own address");
    }
    return rights.isRefused(recipient)
        ? Verdict.refused(
            550, "5.1.1", "There is no such address here; correct it or write to the postmaster")
        : Verdict.ALLOWED;
  }

  private static boolean isUnqualified(EmailAddress sender) {
    return !sender.isLiteral()
        && sender.domainName().map(DomainName::ascii).filter(d -> d.indexOf('.') < 0).isPresent();
  }
}
