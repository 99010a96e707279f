package relay.launcher;

import static relay.launcher.ObjectField.Type.LIST;
import static relay.launcher.ObjectField.Type.NUMBER;
import static relay.launcher.ObjectField.Type.TEXT;
import static relay.launcher.ObjectField.Type.YES_NO;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.MailOwner;

/**
 * One sort of objects that operators make: how the command line calls it, where the API has it.
 *
 * @param word after {@code relay}
 * @param collection its name in paths and, with underscores, in lists
 * @param columns of the table, names of fields with dots
 * @param fields that can be set; none when the relay sets all
 * @param examples lines without {@code relay}
 */
record ObjectKind(
    String word,
    String collection,
    String says,
    List<String> columns,
    List<ObjectField> fields,
    List<String> examples) {

  static final ObjectKind TENANT =
      new ObjectKind(
          "tenant",
          "tenants",
          "whose mail is kept apart from everybody else's",
          List.of("id", "name", "state", "own_domains_only", "limits.per_day"),
          withLimits(
              new ObjectField("name", TEXT, "for people"),
              new ObjectField("state", TEXT, "active or suspended"),
              new ObjectField("own_domains_only", YES_NO, "send from verified domains only"),
              new ObjectField("foreign_sender", TEXT, "refuse, or rewrite: other senders' mail"),
              new ObjectField("ramp.start", NUMBER, "a new tenant's recipients of the first day"),
              new ObjectField("ramp.growth_percent", NUMBER, "more after each clean day"),
              new ObjectField("ramp.days", NUMBER, "clean days until the ramp is over"),
              new ObjectField("ramp.bounce_percent_max", NUMBER, "of a clean day"),
              new ObjectField("weight", NUMBER, "its part where several tenants wait"),
              new ObjectField("tracking_domain", TEXT, "name of its tracked links"),
              new ObjectField("frequency_cap.mails", NUMBER, "of campaigns to one contact"),
              new ObjectField("frequency_cap.days", NUMBER, "within so many days"),
              new ObjectField(
                  "sunset.inactive_days", NUMBER, "leave out who reads nothing so long"),
              new ObjectField("sunset.mails", NUMBER, "and had so many mails since")),
          List.of(
              "tenant create acme name=\"Acme Ltd\" limits.per_day=100000",
              "tenant set acme ramp.start=200 ramp.days=30",
              "tenant set acme weight=3",
              "tenant set acme state=suspended --dry-run",
              "tenant list state=active"));

  static final ObjectKind STREAM =
      new ObjectKind(
          "stream",
          "streams",
          "a kind of mail of a tenant, such as receipts",
          List.of("id", "lane", "route", "default_from", "limits.per_day"),
          withLimits(StreamFields.own()),
          List.of(
              "stream create receipts --tenant acme lane=transactional",
              "stream set receipts --tenant acme retry.delays=PT5M,PT1H retry.expire_after=P2D",
              "stream set weekly --tenant acme window.from=09:00 window.until=18:00"
                  + " window.zone=Europe/Berlin",
              "stream list --tenant acme lane=bulk"));

  static final ObjectKind DOMAIN =
      new ObjectKind(
          "domain",
          "domains",
          "a domain to send from, once the DNS proves it",
          List.of("id", "state", "verified_at"),
          List.of(),
          List.of(
              "domain create acme.example --tenant acme",
              "domain verify acme.example --tenant acme",
              "domain list --tenant acme state=pending"));

  static final ObjectKind CREDENTIAL =
      new ObjectKind(
          "credential",
          "credentials",
          "what an application or a person hands in mail with",
          List.of("id", "kind", "login_name", "state", "scope.streams", "expires_at"),
          withLimits(
              new ObjectField("kind", TEXT, "smtp-user or api-token"),
              new ObjectField("name", TEXT, "for people"),
              new ObjectField("state", TEXT, "active or disabled"),
              new ObjectField("login_name", TEXT, "of an smtp-user"),
              new ObjectField("password", TEXT, "made when left out; - reads it from the input"),
              new ObjectField("certificate", TEXT, "fingerprint or subject of a certificate"),
              new ObjectField("scope.streams", LIST, "streams it may use; none: all"),
              new ObjectField("scope.domains", LIST, "domains it may send from; none: all"),
              new ObjectField("scope.addresses", LIST, "addresses it may send from; none: all"),
              new ObjectField("permissions", LIST, "send, read, administer"),
              new ObjectField("networks", LIST, "addresses it is taken from; none: all"),
              new ObjectField("expires_at", TEXT, "such as 2027-01-31T12:00:00Z")),
          List.of(
              "credential create --tenant acme kind=smtp-user login_name=shop"
                  + " scope.streams=receipts",
              "credential create c-crm --tenant acme kind=api-token",
              "credential set c-crm --tenant acme state=disabled",
              "credential set c-shop --tenant acme password=- <password.txt"));

  static final ObjectKind CLIENT_RANGE =
      new ObjectKind(
          "client-range",
          "client-ranges",
          "clients that need no login, by their address",
          List.of("id", "range", "stream", "limits.per_day"),
          withLimits(
              new ObjectField("range", TEXT, "address or CIDR block"),
              new ObjectField("stream", TEXT, "name of the stream their mail belongs to")),
          List.of("client-range create --tenant acme range=10.1.2.0/24 stream=receipts"));

  static final ObjectKind INBOUND_DOMAIN =
      new ObjectKind(
          "inbound-domain",
          "inbound-domains",
          "a domain whose mail is taken from anybody: of the platform, or of a tenant",
          List.of("id", "tenant", "feedback", "other_mail"),
          List.of(
              new ObjectField("feedback", YES_NO, "whether bounces and complaints come to it"),
              new ObjectField("contact", TEXT, "who gets mail for postmaster and abuse"),
              new ObjectField("other_mail", TEXT, "relay, forward, queue or refuse"),
              new ObjectField("forward_to", TEXT, "with other_mail=forward"),
              new ObjectField("queue", TEXT, "with other_mail=queue: a JMS queue of yours"),
              new ObjectField(
                  "backup", YES_NO, "whether its mail is kept while its servers are away"),
              new ObjectField("store_for", TEXT, "with backup=true: how long, such as P7D")),
          List.of(
              "inbound-domain create relay.example other_mail=refuse"
                  + " contact=postmaster@acme.example",
              "inbound-domain create in.acme.example --tenant acme",
              "inbound-domain create partner.example --tenant acme backup=true store_for=P7D",
              "inbound-domain create bounce.acme.example --tenant acme feedback=true"
                  + " other_mail=refuse contact=ops@acme.example"));

  static final ObjectKind USER =
      new ObjectKind(
          "user",
          "users",
          "somebody who administers: of the platform, or of a tenant",
          List.of("id", "tenant", "role", "state", "second_factor", "recovery_codes_left"),
          List.of(
              new ObjectField(
                  "role",
                  TEXT,
                  "platform-administrator or operator; of a tenant tenant-administrator or"
                      + " tenant-reader"),
              new ObjectField("name", TEXT, "for people"),
              new ObjectField("state", TEXT, "active or disabled"),
              new ObjectField("password", TEXT, "made when left out; - reads it from the input"),
              new ObjectField("second_factor", TEXT, "totp, or none: the password is enough"),
              new ObjectField("new_second_factor", YES_NO, "true for who has lost the old one")),
          List.of(
              "user create olga role=operator",
              "user create ann@acme.example --tenant acme role=tenant-administrator",
              "user set olga new_second_factor=true",
              "user set olga state=disabled"));

  static final ObjectKind WEBHOOK = WebhookVerbs.kind();

  static final ObjectKind REPLY_RULE =
      new ObjectKind(
          "reply-rule",
          "reply-rules",
          "what a reply to a tenant's mail is about",
          List.of("id", "class", "provider", "when", "phrases"),
          List.of(
              new ObjectField("class", TEXT, "such as MAILBOX_FULL"),
              new ObjectField("provider", TEXT, "whose replies, such as google; none: all"),
              new ObjectField("stage", TEXT, "connection, sender, recipient, content"),
              new ObjectField("when", LIST, "beginnings of codes or statuses: 4, 5.7"),
              new ObjectField("phrases", LIST, "pieces of text: quota ... exceeded"),
              new ObjectField("samples", LIST, "replies that must come out so")),
          List.of(
              "reply-rule create gate --tenant acme class=MAILBOX_FULL"
                  + " phrases=\"not amused\" samples=\"554 I am not amused\"",
              "reply-rule list --tenant acme"));

  static final ObjectKind ROUTE =
      new ObjectKind(
          "route",
          "routes",
          "which mail takes which way",
          List.of("id", "order", "when.lanes", "when.streams", "when.recipient_domains"),
          List.of(
              new ObjectField("order", NUMBER, "routes are asked in this order"),
              new ObjectField("when.everything", YES_NO, "every mail takes it"),
              new ObjectField("when.recipients", LIST, "addresses"),
              new ObjectField("when.recipient_domains", LIST, "domains, or *.DOMAIN"),
              new ObjectField("when.providers", LIST, "such as google,yahoo"),
              new ObjectField("when.senders", LIST, "addresses of the envelope"),
              new ObjectField("when.sender_domains", LIST, "domains, or *.DOMAIN"),
              new ObjectField("when.tenants", LIST, "ids of tenants"),
              new ObjectField("when.streams", LIST, "names, or TENANT/STREAM"),
              new ObjectField("when.headers.FIELD", TEXT, "text to find, * for anything between"),
              new ObjectField("when.size_min", NUMBER, "octets"),
              new ObjectField("when.size_max", NUMBER, "octets; 0: any"),
              new ObjectField("when.lanes", LIST, "otp, transactional, bulk"),
              new ObjectField(
                  "targets.T.kind", TEXT, "mx, smarthost, lmtp, http, file, discard, sandbox"),
              new ObjectField("targets.T.profile", TEXT, "a service: see relay route profiles"),
              new ObjectField("targets.T.site", TEXT, "of the profile, such as eu-central-1"),
              new ObjectField("targets.T.hosts", LIST, "with or without :port"),
              new ObjectField("targets.T.tls", TEXT, "as route.*.tls of the settings"),
              new ObjectField("targets.T.auth", TEXT, "auto, plain, login, scram-sha-256, bearer"),
              new ObjectField("targets.T.user", TEXT, "to log in with"),
              new ObjectField("passwords.T", TEXT, "of that user; - reads it from the input"),
              new ObjectField("targets.T.url", TEXT, "of http"),
              new ObjectField("targets.T.folder", TEXT, "of file: a maildir"),
              new ObjectField("targets.T.preference", NUMBER, "the lower, the earlier"),
              new ObjectField("targets.T.weight", NUMBER, "share among the same preference"),
              new ObjectField("targets.T.region", TEXT, "recipients there prefer it"),
              new ObjectField("targets.T.residency", TEXT, "own, eu, outside"),
              new ObjectField("targets.T.daily_quota", NUMBER, "recipients a day (UTC); 0: none"),
              new ObjectField("targets.T.price_per_1000", TEXT, "such as 0.10"),
              new ObjectField("targets.T.canary", TEXT, "who gets its canary mails")),
          List.of(
              "route create out when.lanes=bulk targets.a.kind=smarthost"
                  + " targets.a.hosts=smtp.example.net:587",
              "route set out targets.a.user=me passwords.a=- <password.txt",
              "route set out targets.s.profile=ses targets.s.site=eu-central-1"
                  + " targets.s.daily_quota=50000",
              "route test ann@example.org stream=news lane=bulk --connect",
              "route spend",
              "route set out targets.b.kind=mx targets.b.preference=20",
              "route create archive targets.files.kind=file targets.files.folder=archive",
              "diagnose route ann@example.org --text"));

  static final ObjectKind EGRESS_SOURCE =
      new ObjectKind(
          "egress-source",
          "egress-sources",
          "an address of ours that mail leaves from",
          List.of("id", "state", "ipv4", "ipv6", "ehlo_name", "weight"),
          List.of(
              new ObjectField("ipv4", TEXT, "its address for connections over IPv4"),
              new ObjectField("ipv6", TEXT, "the same for IPv6; one of them must be given"),
              new ObjectField("ehlo_name", TEXT, "the name given in EHLO from here"),
              new ObjectField("weight", NUMBER, "its share of a weighted pool"),
              new ObjectField("state", TEXT, "active, draining or disabled"),
              new ObjectField("limits.T", TEXT, "of provider T, * for all: per-day=5000")),
          List.of(
              "egress-source create mail-1 ipv4=192.0.2.5 ehlo_name=mail1.example.com weight=3",
              "egress-source set mail-1 limits.google=per-day=5000",
              "egress-source set mail-1 state=draining"));

  static final ObjectKind EGRESS_POOL =
      new ObjectKind(
          "egress-pool",
          "egress-pools",
          "sources that share mail, and whose mail that is",
          List.of("id", "sources", "selection", "tenants", "sender_domains"),
          List.of(
              new ObjectField("sources", LIST, "ids; default is the one of the settings"),
              new ObjectField("selection", TEXT, "weighted, or ordered: the first that can"),
              new ObjectField("tenants", LIST, "whose mail leaves from here"),
              new ObjectField("sender_domains", LIST, "whose mail leaves from here, by sender")),
          List.of(
              "egress-pool create newsletters sources=mail-1,mail-2",
              "egress-pool set newsletters sender_domains=news.acme.example",
              "stream set weekly --tenant acme egress_pool=newsletters"));

  static final ObjectKind WARM_UP = WarmUpVerbs.kind();

  static final ObjectKind SUPPRESSION_RULE =
      new ObjectKind(
          "suppression-rule",
          "suppression-rules",
          "when mail of a tenant or stream suppresses its recipients, otherwise than usual",
          List.of("id", "stream", "settings"),
          List.of(
              new ObjectField("stream", TEXT, "absent: streams without a rule of their own"),
              new ObjectField("settings.T", TEXT, "T as in suppression.T: at-door=accept")),
          List.of(
              "suppression-rule create news --tenant acme stream=news settings.at-door=accept",
              "suppression-rule set news --tenant acme settings.soft-points=9"));

  static final ObjectKind TEMPLATE = TemplateVerbs.kind();
  static final List<ObjectKind> ALL =
      List.of(
          TENANT,
          STREAM,
          DOMAIN,
          CREDENTIAL,
          CLIENT_RANGE,
          INBOUND_DOMAIN,
          USER,
          ROUTE,
          WEBHOOK,
          SUPPRESSION_RULE,
          REPLY_RULE,
          ContactKinds.LIST,
          ContactKinds.ATTRIBUTE,
          ContactKinds.SEGMENT,
          CampaignVerbs.kind(),
          SeriesVerbs.kind(),
          AutomationVerbs.kind(),
          TEMPLATE,
          EGRESS_SOURCE,
          EGRESS_POOL,
          WARM_UP);

  /** Whether each of it belongs to a tenant, or may. */
  boolean isOfTenant() {
    return this != TENANT && !isOfPlatform();
  }

  /**
   * Whether the platform may have some beside those of tenants, where {@code --platform} is said.
   */
  boolean mayBeOfPlatform() {
    return this == WEBHOOK;
  }

  private boolean isOfPlatform() {
    return this == EGRESS_SOURCE || this == EGRESS_POOL || this == WARM_UP || this == ROUTE;
  }

  /** To whom those belong that are said to belong to nobody; empty text: the platform. */
  String usualTenant() {
    return this == USER || this == INBOUND_DOMAIN ? "" : MailOwner.DEFAULT_TENANT;
  }

  /** What an answer shows once and never again. */
  List<String> secrets() {
    if (this == USER) {
      return List.of("password", "totp_secret", "totp_uri", "recovery_codes");
    }
    if (this == WEBHOOK) {
      return List.of("secret");
    }
    return this == CREDENTIAL ? List.of("password", "token") : List.of();
  }

  /**
   * Path of all of them.
   *
   * @param tenant empty text for those of the platform
   */
  String path(String tenant) {
    if (isOfPlatform() || isOfTenant() && tenant.isEmpty()) {
      return "api/v1/" + collection;
    }
    return "api/v1/tenants" + (isOfTenant() ? "/" + ApiClient.part(tenant) + "/" + collection : "");
  }

  /** Path of one. */
  String path(String tenant, String id) {
    return path(tenant) + "/" + ApiClient.part(id);
  }

  /** What an answer calls many of them. */
  String listName() {
    return collection.replace('-', '_');
  }

  Optional<ObjectField> field(String name) {
    return fields.stream().filter(f -> f.isNamed(name)).findFirst();
  }

  private static List<ObjectField> withLimits(ObjectField... own) {
    List<ObjectField> all = new ArrayList<>(List.of(own));
    all.add(new ObjectField("limits.per_second", NUMBER, "recipients; 0 is no limit"));
    all.add(new ObjectField("limits.per_minute", NUMBER, ""));
    all.add(new ObjectField("limits.per_hour", NUMBER, ""));
    all.add(new ObjectField("limits.per_day", NUMBER, ""));
    all.add(new ObjectField("limits.above", TEXT, "refuse, or hold until there is room"));
    return List.copyOf(all);
  }
}
