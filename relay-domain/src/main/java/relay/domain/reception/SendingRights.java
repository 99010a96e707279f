package relay.domain.reception;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.Responsible;
import relay.domain.mail.AddressList;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.tenancy.ClientRange;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.CredentialState;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.InboundPlace;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

/**
 * Who may send as whom: tenants, credentials and trusted clients against the addresses in envelope
 * and header. Pure and immutable, over one state of the tenancy; what the settings file trusts is
 * asked for nothing here.
 */
public final class SendingRights {
  private static final String GONE = "This login does not exist any more; ask for a new one";
  private static final String DISABLED =
      "This login is disabled; ask for it to be enabled, or for another";
  private final Tenancy tenancy;
  private final Optional<Submitter> settingsFile;

  SendingRights(Tenancy tenancy) {
    this.tenancy = tenancy;
    this.settingsFile = tenancy.tenant(MailOwner.DEFAULT_TENANT).map(t -> anonymous(t, ""));
  }

  private static Submitter anonymous(Tenant tenant, String name) {
    return new Submitter(tenant, Optional.empty(), Optional.empty(), name);
  }

  /** Whether clients at this address send without a login, for some tenant. */
  boolean isTrusted(InetAddress address) {
    return tenancy.rangeOf(address).isPresent();
  }

  /** The client range by which clients at this address send without a login. */
  public Optional<ControlKey> rangeOf(InetAddress address) {
    return tenancy.rangeOf(address).map(ClientRange::key);
  }

  /** Whether mail for this domain is taken from anybody, for some tenant. */
  boolean isInbound(EmailAddress recipient) {
    return !recipient.isLiteral() && tenancy.inbound(DomainName.of(recipient.domain())).isPresent();
  }

  /**
   * Whether a server reports to domains of ours. It may do so whoever it is: that it may send its
   * own mail, too, puts its reports under no rules of a sender.
   */
  boolean isReportToUs(ClientSession client, Envelope envelope) {
    return client.role() == ListenerRole.INBOUND
        && envelope.sender().isNull()
        && envelope.recipients().stream().allMatch(r -> isInbound(r.address()));
  }

  /** Whether an inbound domain says that there is no such address. */
  boolean isRefused(EmailAddress recipient) {
    return tenancy.sortsInbound()
        && InboundShares.place(recipient, tenancy) instanceof InboundPlace.Refused;
  }

  /**
   * On whose behalf somebody sends who may relay.
   *
   * @return empty when credential or tenant are gone meanwhile
   */
  Optional<Submitter> submitter(ClientSession client) {
    if (client.role() == ListenerRole.SUBMISSION && client.user().isPresent()) {
      AuthenticatedUser user = client.user().get();
      if (user.credential().isEmpty()) {
        return tenancy.tenant(user.tenant()).map(tenant -> anonymous(tenant, user.name()));
      }
      return tenancy
          .credential(user.credential().get())
          .flatMap(c -> tenancy.tenant(c.tenant()).map(tenant -> holder(tenant, c)));
    }
    // the nearest thing said of an address counts: a range of a tenant before the settings'
    // networks
    Optional<ClientRange> range = tenancy.rangeOf(client.address());
    return range.isPresent() ? range.flatMap(this::bound) : settingsFile;
  }

  /** For whom a client sends; empty when it may not relay at all. */
  public Optional<String> tenantOf(ClientSession client) {
    return submitter(client).map(who -> who.tenant().id());
  }

  private static Submitter holder(Tenant tenant, Credential credential) {
    return new Submitter(tenant, Optional.of(credential), Optional.empty(), credential.id());
  }

  private Optional<Submitter> bound(ClientRange range) {
    return tenancy
        .tenant(range.tenant())
        .map(tenant -> new Submitter(tenant, Optional.empty(), Optional.of(range), range.id()));
  }

  /** What can be said at MAIL: the standing of whoever sends, and the envelope's sender. */
  Verdict mail(ClientSession client, ReversePath sender) {
    Optional<Submitter> submitter = submitter(client);
    if (submitter.isEmpty()) {
      return refused(GONE);
    }
    Submitter who = submitter.get();
    if (who.tenant().isSuspended()) {
      return refused(
          who.tenant(), "Tenant " + who.tenant().id() + " is suspended; ask its operator why");
    }
    if (who.credential().filter(c -> c.state() == CredentialState.DISABLED).isPresent()) {
      return refused(who.credential().get(), DISABLED);
    }
    if (!who.maySend()) {
      return refused(
          who.credential().get(),
          "This login is not for sending mail; use one with the permission send");
    }
    if (who.isUnrestricted() || who.isRewritten() || sender.isNull()) {
      return Verdict.ALLOWED;
    }
    EmailAddress address = sender.address().get();
    return isOwn(who, address) ? Verdict.ALLOWED : foreign(who, "sender", address);
  }

  /** Whether this user may be here now and from this address. */
  public Verdict standing(AuthenticatedUser user, InetAddress address, Instant now) {
    if (user.credential().isEmpty()) {
      return Verdict.ALLOWED;
    }
    Optional<Credential> credential = tenancy.credential(user.credential().get());
    if (credential.isEmpty()) {
      return refused(GONE);
    }
    if (credential.get().state() == CredentialState.DISABLED) {
      return refused(credential.get(), DISABLED);
    }
    if (credential.get().isExpiredAt(now)) {
      return refused(
          credential.get(),
          "This login expired on "
              + credential.get().expiresAt().get()
              + "; ask for a new one or a later date");
    }
    return credential.get().admits(address)
        ? Verdict.ALLOWED
        : refused(
            credential.get(),
            "This login is not taken from your address; use it from where it belongs");
  }

  /**
   * The whole mail of somebody who may relay; all that is not about sender and stream was judged.
   */
  Ruling judge(Submission mail, HeaderSection header, Lane lane, Instant now) {
    ClientSession client = mail.client();
    ReversePath sender = mail.envelope().sender();
    Optional<String> asked = mail.stream().or(() -> StreamHeader.streamIn(header));
    Verdict verdict =
        client.role() == ListenerRole.SUBMISSION && client.user().isPresent()
            ? standing(client.user().get(), client.address(), now)
            : Verdict.ALLOWED;
    if (verdict instanceof Verdict.Allowed) {
      verdict = content(client, sender, header, asked);
    }
    if (verdict instanceof Verdict.Refused refused) {
      return Ruling.Refused.of(refused);
    }
    Stream stream = stream(client, asked, lane);
    Optional<String> campaign = mail.campaign().or(() -> CampaignHeader.campaignIn(header));
    MailOwner owner = owner(client, stream).inCampaign(campaign.orElse(""));
    Optional<SenderRewrite> rewrite = rewrite(client, sender, header, stream);
    if (rewrite.isEmpty()) {
      return new Ruling.Taken(mail, stream, owner, true, Optional.empty());
    }
    return rewrite.get().verdict() instanceof Verdict.Refused refused
        ? new Ruling.Refused(refused.reply(), Optional.of(Responsible.object(stream.key())))
        : new Ruling.Taken(
            mail.withSender(rewrite.get().sender()), stream, owner, true, rewrite.get().fields());
  }

  /** The stream of mail for a domain that we are responsible for. */
  Stream inboundStream(Envelope envelope, Lane lane) {
    String tenant =
        envelope
            .recipients()
            .get(0)
            .address()
            .domainName()
            .flatMap(tenancy::inbound)
            .map(InboundDomain::mailTenant)
            .orElse(MailOwner.DEFAULT_TENANT);
    return tenancy.stream(tenant, lane.label()).orElseGet(() -> Stream.of(tenant, lane));
  }

  /** What can be said of the whole mail of somebody who may relay. */
  private Verdict content(
      ClientSession client, ReversePath sender, HeaderSection header, Optional<String> stream) {
    Optional<Submitter> submitter = submitter(client);
    if (submitter.isEmpty()) {
      return mail(client, sender);
    }
    Submitter who = submitter.get();
    if (stream.isPresent() && !mayUse(who, stream.get())) {
      return Verdict.refused(
          Responsible.object(narrowest(who).key()),
          554,
          "5.6.0",
          StreamHeader.NAME
              + ": tenant "
              + who.tenant().id()
              + " has no such stream, or this login may not use it; correct it or leave it out");
    }
    if (sender.isNull() && !stream(client, stream, Lane.TRANSACTIONAL).nullPath()) {
      return refused(
          stream(client, stream, Lane.TRANSACTIONAL),
          "Mail from <> is not taken in this stream; use a sender's address, or have the stream"
              + " permit the null path");
    }
    return who.isUnrestricted() || who.isRewritten() ? Verdict.ALLOWED : authors(who, header);
  }

  /** RFC 5322 3.6.2: From says who wrote it, Sender who sends it for them. */
  private Verdict authors(Submitter who, HeaderSection header) {
    for (HeaderField field : header.fields()) {
      boolean author = field.isNamed("From");
      if (author || field.isNamed("Sender")) {
        String name = author ? "From" : "Sender";
        AddressList list = AddressList.parse(field.text());
        if (!list.whole() || list.addresses().isEmpty()) {
          return Verdict.refused(
              550, "5.7.1", "The " + name + " field holds what is no address; correct it");
        }
        for (EmailAddress address : list.addresses()) {
          if (!isOwn(who, address)) {
            return foreign(who, name, address);
          }
        }
      }
    }
    return Verdict.ALLOWED;
  }

  /**
   * The stream of a mail: the one it asks for, else the one its client or credential is bound to,
   * else the one of the lane.
   *
   * @param lane that the mail would have without a stream
   */
  Stream stream(ClientSession client, Optional<String> asked, Lane lane) {
    Optional<Submitter> submitter = submitter(client);
    String tenant = submitter.map(s -> s.tenant().id()).orElse(MailOwner.DEFAULT_TENANT);
    String name = asked.or(() -> submitter.flatMap(s -> boundTo(s, lane))).orElse(lane.label());
    return tenancy.stream(tenant, name).orElseGet(() -> Stream.of(tenant, lane));
  }

  /** Several streams: the first that has the lane, else the first. */
  private Optional<String> boundTo(Submitter who, Lane lane) {
    if (who.range().isPresent()) {
      return who.range().map(ClientRange::stream);
    }
    Set<String> names = who.credential().map(c -> c.scope().streams()).orElse(Set.of());
    return names.stream()
        .sorted()
        .filter(n -> tenancy.stream(who.tenant().id(), n).filter(s -> s.lane() == lane).isPresent())
        .findFirst()
        .or(() -> names.stream().sorted().findFirst());
  }

  private boolean mayUse(Submitter who, String stream) {
    return tenancy.stream(who.tenant().id(), stream).isPresent()
        && (who.credential().isEmpty() || who.credential().get().scope().containsStream(stream))
        && (who.range().isEmpty() || who.range().get().stream().equals(stream));
  }

  /** Whose mail it is, once it has its stream. */
  private MailOwner owner(ClientSession client, Stream stream) {
    String name = submitter(client).map(Submitter::name).orElse("");
    return new MailOwner(stream.tenant(), stream.name(), name);
  }

  /** How senders that are not the tenant's own are replaced; empty: nothing is to be replaced. */
  private Optional<SenderRewrite> rewrite(
      ClientSession client, ReversePath sender, HeaderSection header, Stream stream) {
    Optional<Submitter> found = submitter(client);
    if (found.isEmpty() || found.get().isUnrestricted() || !found.get().isRewritten()) {
      return Optional.empty();
    }
    Submitter who = found.get();
    boolean foreignPath = sender.address().filter(a -> !isOwn(who, a)).isPresent();
    boolean foreignAuthor = authors(who, header) != Verdict.ALLOWED;
    return foreignPath || foreignAuthor
        ? Optional.of(
            SenderRewrite.of(sender, header, foreignPath, foreignAuthor, ownDefault(who, stream)))
        : Optional.empty();
  }

  private Optional<DomainName> ownDefault(Submitter who, Stream stream) {
    return stream
        .defaultFrom()
        .filter(domain -> isOwn(who, new EmailAddress("postmaster", domain.ascii())));
  }

  private boolean isOwn(Submitter who, EmailAddress address) {
    if (who.credential().isPresent() && !who.credential().get().scope().contains(address)) {
      return false;
    }
    if (!who.tenant().ownDomainsOnly()) {
      return true;
    }
    if (address.isLiteral()) {
      return false;
    }
    Optional<SendingDomain> domain = tenancy.verifiedDomain(DomainName.of(address.domain()));
    return domain.isPresent() && domain.get().tenant().equals(who.tenant().id());
  }

  private static Verdict foreign(Submitter who, String where, EmailAddress address) {
    boolean inScope = who.credential().map(c -> c.scope().contains(address)).orElse(true);
    return refused(
        inScope ? who.tenant() : who.credential().get(),
        "The "
            + where
            + " "
            + (address.needsSmtpUtf8() ? "address" : address.withAsciiDomain())
            + " is not yours to send from: use an address of a verified domain of tenant "
            + who.tenant().id()
            + " that this login may use, or verify the domain first");
  }

  /** What binds somebody to streams. */
  private static ControlObject narrowest(Submitter who) {
    Optional<ControlObject> bound = who.credential().map(c -> c);
    return bound.or(() -> who.range()).orElse(who.tenant());
  }

  private static Verdict refused(ControlObject by, String text) {
    return Verdict.refused(Responsible.object(by.key()), 550, "5.7.1", text);
  }

  private static Verdict refused(String text) {
    return Verdict.refused(550, "5.7.1", text);
  }
}
