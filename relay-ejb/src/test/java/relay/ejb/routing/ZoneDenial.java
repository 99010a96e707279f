package relay.ejb.routing;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/** The proofs of a signed zone that something is not there (RFC 4034 4, RFC 5155). For tests. */
record ZoneDenial(SignedZone zone) {
  private static final base32 HEX = new base32(base32.Alphabet.BASE32HEX, false, true);

  /**
   * That a name which exists has no such record, or, of wildcards, that it does not itself exist.
   */
  List<Record> of(Name name) {
    if (zone.pair.isEmpty()) {
      return List.of();
    }
    Set<Record> proofs = new LinkedHashSet<>();
    Name encloser = name;
    Name next = name;
    while (!(zone.hashing < 0 ? zone.exists(encloser) : hashed().contains(encloser))) {
      next = encloser;
      encloser = new Name(encloser, 1);
    }
    boolean exists = encloser.equals(name);
    if (zone.hashing < 0) {
      proofs.addAll(nsec(name));
      if (!exists) {
        proofs.addAll(nsec(wild(encloser)));
      }
    } else {
      proofs.addAll(nsec3(encloser));
      if (!exists) {
        proofs.addAll(nsec3(next));
        proofs.addAll(nsec3(wild(encloser)));
      }
    }
    return List.copyOf(proofs);
  }

  private List<Record> nsec(Name name) {
    var chain = new TreeMap<Name, Map<Integer, RRset>>(zone.names);
    Name owner = chain.floorKey(name) == null ? chain.lastKey() : chain.floorKey(name);
    Name following = chain.higherKey(owner) == null ? zone.origin : chain.higherKey(owner);
    return zone.signed(
        new RRset(
            new NSECRecord(owner, DClass.IN, SignedZone.TTL, following, types(owner, Type.NSEC))));
  }

  private List<Record> nsec3(Name name) {
    var hashes = new TreeMap<String, Name>();
    for (Name each : hashed()) {
      hashes.put(hash(each), each);
    }
    String wanted = hash(name);
    String owner = hashes.floorKey(wanted) == null ? hashes.lastKey() : hashes.floorKey(wanted);
    String next = hashes.higherKey(owner) == null ? hashes.firstKey() : hashes.higherKey(owner);
    return zone.signed(
        new RRset(
            new NSEC3Record(
                SignedZone.name(owner + "." + zone.origin),
                DClass.IN,
                SignedZone.TTL,
                1,
                zone.optOut ? 1 : 0,
                zone.hashing,
                null,
                HEX.fromString(next),
                types(hashes.get(owner), 0))));
  }

  /** All names, and those between them; without unsigned cuts where the zone opts out. */
  private Set<Name> hashed() {
    Set<Name> all = new TreeSet<>();
    for (Name name : zone.names.keySet()) {
      boolean cut = !name.equals(zone.origin) && zone.find(name, Type.NS).isPresent();
      if (!(zone.optOut && cut && zone.find(name, Type.DS).isEmpty())) {
        for (Name n = name; n.subdomain(zone.origin); n = new Name(n, 1)) {
          all.add(n);
          if (n.equals(zone.origin)) {
            break;
          }
        }
      }
    }
    return all;
  }

  private String hash(Name name) {
    try {
      var any =
          new NSEC3Record(
              zone.origin, DClass.IN, 0, 1, 0, zone.hashing, null, new byte[20], new int[0]);
      return HEX.toString(any.hashName(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private int[] types(Name owner, int more) {
    List<Integer> types = new ArrayList<>(zone.names.getOrDefault(owner, Map.of()).keySet());
    if (!types.isEmpty()) {
      types.add(Type.RRSIG);
    }
    if (more != 0) {
      types.add(more);
    }
    return types.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static Name wild(Name encloser) {
    return SignedZone.name("*." + encloser);
  }
}
