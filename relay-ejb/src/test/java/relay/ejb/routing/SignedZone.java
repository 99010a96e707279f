package relay.ejb.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A zone with a key of its own, or without any. For tests. */
public final class SignedZone {
  static final long TTL = 300;
  final Name origin;
  final Map<Name, Map<Integer, RRset>> names = new TreeMap<>();
  final Optional<KeyPair> pair;
  final DNSKEYRecord key;
  Instant from = Instant.now().minus(Duration.ofHours(1));
  Instant until = Instant.now().plus(Duration.ofDays(7));
  int hashing = -1;
  boolean optOut;

  private SignedZone(Name origin, Optional<KeyPair> pair) {
    this.origin = origin;
    this.pair = pair;
    this.key = pair.map(p -> keyOf(p, origin)).orElse(null);
    add(origin.toString(), Type.SOA, "ns. admin. 1 3600 600 86400 60");
    add(origin.toString(), Type.NS, "ns.");
    if (key != null) {
      put(key);
    }
  }

  public static SignedZone signed(String origin) {
    return new SignedZone(name(origin), Optional.of(pair()));
  }

  public static SignedZone unsigned(String origin) {
    return new SignedZone(name(origin), Optional.empty());
  }

  public SignedZone add(String owner, int type, String data) {
    try {
      Name name = name(owner);
      put(Record.fromString(name, type, DClass.IN, TTL, data, Name.root));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands a part of the tree on, vouching for its key. */
  public SignedZone delegates(SignedZone child) {
    cut(child);
    put(new DSRecord(child.origin, DClass.IN, TTL, DNSSEC.Digest.SHA256, child.key));
    return this;
  }

  /** Hands it on and says that it has no key. */
  public SignedZone cut(SignedZone child) {
    return add(child.origin.toString(), Type.NS, "ns.");
  }

  /** Denies names by hashes of them. */
  public SignedZone hashes(int iterations) {
    hashing = iterations;
    return this;
  }

  /** Names of unsigned parts are left out of the chain of hashes (RFC 5155 6). */
  public SignedZone optsOut() {
    optOut = true;
    return hashes(0);
  }

  public SignedZone validFrom(Instant begin, Instant end) {
    from = begin;
    until = end;
    return this;
  }

  /** What a parent that does not know the key would vouch for. */
  public String anchor() {
    return new DSRecord(origin, DClass.IN, TTL, DNSSEC.Digest.SHA256, key).toString();
  }

  SignedZone put(Record record) {
    names
        .computeIfAbsent(record.getName(), n -> new TreeMap<>())
        .merge(
            record.getType(),
            new RRset(record),
            (a, b) -> {
              a.addRR(record);
              return a;
            });
    return this;
  }

  Optional<RRset> find(Name name, int type) {
    return Optional.ofNullable(names.getOrDefault(name, Map.of()).get(type));
  }

  /** Whether anything stands at or below a name. */
  boolean exists(Name name) {
    return names.keySet().stream().anyMatch(n -> n.subdomain(name));
  }

  /** The records, with a signature where the zone signs. */
  List<Record> signed(RRset set) {
    List<Record> all = new ArrayList<>(set.rrs());
    pair.ifPresent(p -> all.add(signature(set, key, p)));
    return all;
  }

  RRSIGRecord signature(RRset set, DNSKEYRecord by, KeyPair with) {
    try {
      return DNSSEC.sign(set, by, with.getPrivate(), from, until);
    } catch (DNSSEC.DNSSECException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static DNSKEYRecord keyOf(KeyPair pair, Name owner) {
    try {
      return new DNSKEYRecord(
          owner, DClass.IN, TTL, 257, 3, DNSSEC.Algorithm.ECDSAP256SHA256, pair.getPublic());
    } catch (DNSSEC.DNSSECException e) {
      throw new IllegalStateException(e);
    }
  }

  static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
