package relay.domain.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.identity.UnsubscribeFields;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueuedMail;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.TrackingMode;

/**
 * Tracks the mail of streams that want it, before its first attempt and its signature. Thread-safe.
 * Mail that is not to be tracked costs one field read.
 */
public final class MailTracking {
  /** The first part of the path of each link. */
  public static final String CLICK_PATH = "c/";

  /** And of each picture. */
  public static final String OPEN_PATH = "o/";

  private static final int HEADER_OCTETS_MAX = 64 << 10;
  private static final int HEADER_FIELDS_MAX = 1000;
  private static final int OWN_LINKS_MAX = 10;

  private final TrackedLinks links;
  private final CurrentTenancy tenancy;
  private final TrackingHosts hosts;
  private final Supplier<TrackingSettings> settings;
  private final Supplier<List<String>> ownAddresses;
  private final InstantSource clock;

  /**
   * @param ownAddresses what other links to this relay begin with
   */
  public MailTracking(
      TrackedLinks links,
      CurrentTenancy tenancy,
      TrackingHosts hosts,
      Supplier<TrackingSettings> settings,
      Supplier<List<String>> ownAddresses,
      InstantSource clock) {
    this.links = links;
    this.tenancy = tenancy;
    this.hosts = hosts;
    this.settings = settings;
    this.ownAddresses = ownAddresses;
    this.clock = clock;
  }

  /**
   * How a mail's links are tracked.
   *
   * @param base what its addresses begin with, a slash at the end
   */
  public record Plan(TrackingMode mode, String base) {
    /** Whether each recipient must have a mail of his own. */
    public boolean isSingle() {
      return mode == TrackingMode.IDENTIFIED;
    }
  }

  /**
   * How this mail is to be tracked now; empty when it is not: nobody asked for it, it was touched
   * before, or its links would lead nowhere.
   */
  public Optional<Plan> plan(QueuedMail mail) {
    boolean isNew = !mail.signed() && mail.entry().part() == 0 && mail.entry().attempts() == 0;
    return mail.isTracked() && isNew && mail.content().size() <= settings.get().mailMax()
        ? plan(mail.owner(), mail.lane())
        : Optional.empty();
  }

  /** How mail of a stream is tracked now; empty when it is not. */
  public Optional<Plan> plan(MailOwner owner, Lane lane) {
    Tenancy now = tenancy.get();
    TrackingMode mode = now.streamOf(owner, lane).tracking().mode();
    if (mode == TrackingMode.OFF || !links.canMake()) {
      return Optional.empty();
    }
    return hosts.base(now.tenant(owner.tenant())).map(base -> new Plan(mode, base));
  }

  /**
   * The content of a mail, tracked; the same when it has nothing to track.
   *
   * @param mail with the one recipient when the plan wants that
   */
  public Content tracked(QueuedMail mail, Plan plan) throws IOException {
    Optional<TrackedRecipient> recipient = Optional.empty();
    if (plan.isSingle()) {
      EmailAddress address = mail.envelope().recipients().get(0).address();
      recipient = Optional.of(new TrackedRecipient(mail.entry().mail(), address));
    }
    var addresses =
        new Addresses(
            plan, mail.owner(), clock.instant(), recipient, unsubscribeLinks(mail.content()));
    byte[] octets = octets(mail.content());
    byte[] changed = TrackedMime.rewrite(octets, settings.get().linksMax(), addresses);
    return changed == octets ? mail.content() : Content.of(changed);
  }

  /**
   * HTML of a mail that is yet to be made, tracked.
   *
   * @param recipient empty where nobody is to know; needed when the plan is single
   */
  public String tracked(
      String html, Plan plan, MailOwner owner, Optional<TrackedRecipient> recipient) {
    Optional<TrackedRecipient> told = plan.isSingle() ? recipient : Optional.empty();
    var addresses = new Addresses(plan, owner, clock.instant(), told, Set.of());
    return TrackedHtml.rewrite(html, true, settings.get().linksMax(), addresses).html();
  }

  private static byte[] octets(Content content) throws IOException {
    Optional<byte[]> inMemory = content.bytes();
    if (inMemory.isPresent()) {
      return inMemory.get();
    }
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    }
  }

  /** The mail's own addresses to unsubscribe (RFC 2369), which must not depend on us. */
  private static Set<String> unsubscribeLinks(Content content) throws IOException {
    Set<String> own = new HashSet<>();
    var header = HeaderSection.of(content, HEADER_OCTETS_MAX, HEADER_FIELDS_MAX);
    String field =
        header.first(UnsubscribeFields.FIELD).map(HeaderField::text).orElse("").replace(" ", "");
    int open = field.indexOf('<');
    while (open >= 0 && own.size() < OWN_LINKS_MAX) {
      int close = field.indexOf('>', open);
      if (close < 0) {
        break;
      }
      LinkTarget.of(field.substring(open + 1, close)).ifPresent(own::add);
      open = field.indexOf('<', close);
    }
    return own;
  }

  /** The addresses of one mail. */
  private final class Addresses implements LinkAddresses {
    private final Plan plan;
    private final MailOwner owner;
    private final Instant sentAt;
    private final Optional<TrackedRecipient> recipient;
    private final Set<String> untracked;
    private final List<String> ours;

    Addresses(
        Plan plan,
        MailOwner owner,
        Instant sentAt,
        Optional<TrackedRecipient> recipient,
        Set<String> untracked) {
      this.plan = plan;
      this.owner = owner;
      this.sentAt = sentAt;
      this.recipient = recipient;
      this.untracked = untracked;
      this.ours = ownAddresses.get();
    }

    @Override
    public Optional<String> click(String target, int number) {
      // what leads to the relay itself (to unsubscribe, to choose) has nothing to be tracked for
      boolean isOurs = target.startsWith(plan.base()) || ours.stream().anyMatch(target::startsWith);
      return isOurs || untracked.contains(target)
          ? Optional.empty()
          : Optional.of(address(CLICK_PATH, VisitKind.CLICK, number, target));
    }

    @Override
    public Optional<String> open() {
      return Optional.of(address(OPEN_PATH, VisitKind.OPEN, 0, ""));
    }

    @Override
    public Optional<String> trap() {
      return settings.get().trap()
          ? Optional.of(address(CLICK_PATH, VisitKind.TRAP, 0, ""))
          : Optional.empty();
    }

    private String address(String path, VisitKind kind, int number, String target) {
      var link = new TrackedLink(kind, owner, sentAt, number, recipient, target);
      return plan.base() + path + links.make(link);
    }
  }
}
