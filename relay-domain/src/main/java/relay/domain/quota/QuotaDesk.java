package relay.domain.quota;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import relay.domain.control.Responsible;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.quota.Claim.Holder;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenancy;

/** Finds whose limits a mail is counted in, and counts it. Thread-safe. */
public final class QuotaDesk {
  private static final int NETWORK_OCTETS = 8;
  private final QuotaBook book;
  private final CurrentTenancy tenancy;
  private final Supplier<SendingLimits> client;
  private final Ramps ramps;

  /**
   * @param client limits of each client address, as they are now
   */
  public QuotaDesk(QuotaBook book, CurrentTenancy tenancy, Supplier<SendingLimits> client) {
    this(book, tenancy, client, new Ramps(tenancy));
  }

  /**
   * @param ramps what is known of new tenants
   */
  public QuotaDesk(
      QuotaBook book, CurrentTenancy tenancy, Supplier<SendingLimits> client, Ramps ramps) {
    this.book = book;
    this.tenancy = tenancy;
    this.client = client;
    this.ramps = ramps;
  }

  /** Where the owner stands, if it is a tenant with a ramp. */
  public Optional<RampStanding> ramp(MailOwner owner, Instant now) {
    return ramps.standing(owner.tenant(), now);
  }

  /** Counts a mail of this owner from this address, or tells which limit it is above. */
  public QuotaVerdict take(MailOwner owner, InetAddress address, int recipients, Instant now) {
    return book.take(claims(owner, address, now), recipients, now);
  }

  /**
   * The lane in which a mail of this owner goes: that of one-time passwords only within the hourly
   * quota of its tenant, which it is counted in.
   */
  public Lane lane(Lane own, MailOwner owner, int recipients, Instant now) {
    return lane(own, owner, claims -> book.take(claims, recipients, now));
  }

  /** What {@link #lane} would answer; nothing is counted. */
  public Lane lookLane(Lane own, MailOwner owner, int recipients, Instant now) {
    return lane(own, owner, claims -> book.look(claims, recipients, now));
  }

  private Lane lane(Lane own, MailOwner owner, Function<List<Claim>, QuotaVerdict> asking) {
    if (own != Lane.OTP) {
      return own;
    }
    QuotaVerdict verdict = asking.apply(List.of(book.otp().claim(owner.tenant())));
    return verdict instanceof QuotaVerdict.Admitted ? own : Lane.TRANSACTIONAL;
  }

  /** The setting that limits the one-time passwords of a tenant. */
  public Responsible otpLimit(MailOwner owner) {
    return book.otp().responsible(owner.tenant());
  }

  /** What {@link #take} would answer; nothing is counted. */
  public QuotaVerdict look(MailOwner owner, InetAddress address, int recipients, Instant now) {
    return book.look(claims(owner, address, now), recipients, now);
  }

  /** The limits that hold for such a mail; those without any are left out. */
  public List<Claim> claims(MailOwner owner, InetAddress address, Instant at) {
    List<Claim> claims = new ArrayList<>(4);
    if (!address.isLoopbackAddress()) {
      add(claims, Holder.CLIENT, network(address), client.get());
    }
    Tenancy now = tenancy.get();
    add(
        claims,
        Holder.CREDENTIAL,
        owner.credential(),
        now.credential(owner.credential()).map(Credential::limits).orElse(SendingLimits.NONE));
    add(
        claims,
        Holder.STREAM,
        owner.tenant() + "/" + owner.stream(),
        now.stream(owner.tenant(), owner.stream()).map(Stream::limits).orElse(SendingLimits.NONE));
    add(
        claims,
        Holder.TENANT,
        owner.tenant(),
        now.tenant(owner.tenant()).map(t -> ramps.limits(t, at)).orElse(SendingLimits.NONE));
    return claims;
  }

  private static void add(List<Claim> claims, Holder holder, String id, SendingLimits limits) {
    if (!limits.isNone()) {
      claims.add(new Claim(holder, id, limits));
    }
  }

  /** One customer has one address of IPv4, or a whole network of 64 bits of IPv6. */
  private static String network(InetAddress address) {
    byte[] octets = address.getAddress();
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(octets, 0, NETWORK_OCTETS) + "/64"
        : address.getHostAddress();
  }
}
