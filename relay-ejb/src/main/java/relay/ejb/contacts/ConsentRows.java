package relay.ejb.contacts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactDesk.Proof;
import relay.domain.suppression.SuppressionSubject;

/** Proofs of consent as rows, within a transaction of the caller. */
final class ConsentRows {
  private static final int AUTHOR_CHARS_MAX = 300;

  private ConsentRows() {}

  /** By what a proof tells whose it is: who knows the address finds it, nobody else does. */
  static String hash(SuppressionSubject subject) {
    try {
      byte[] octets = subject.text().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The statement that {@link #bind} fills. */
  static PreparedStatement insert(Connection connection) throws SQLException {
    return connection.prepareStatement(
        "insert into consent_proof (tenant, subject_hash, list, state, source, happened_at, ip,"
            + " wording, author, origin) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  static void bind(
      PreparedStatement insert, String tenant, String hash, Consent consent, String author)
      throws SQLException {
    insert.setString(1, tenant);
    insert.setString(2, hash);
    insert.setString(3, consent.list());
    insert.setString(4, consent.state().label());
    insert.setString(5, consent.source().label());
    insert.setObject(6, ContactRows.at(consent.at()));
    insert.setString(7, consent.ip().orElse(""));
    insert.setString(8, consent.wording());
    insert.setString(9, author.substring(0, Math.min(AUTHOR_CHARS_MAX, author.length())));
    insert.setString(10, consent.origin());
  }

  /** All of an address, oldest first by tenant. */
  static List<Proof> of(Connection connection, String hash, Optional<String> tenant)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select tenant, list, state, source, happened_at, ip, wording, origin"
                + " from consent_proof"
                + " where subject_hash = ?"
                + (tenant.isPresent() ? " and tenant = ?" : "")
                + " order by tenant, id")) {
      select.setString(1, hash);
      if (tenant.isPresent()) {
        select.setString(2, tenant.get());
      }
      List<Proof> proofs = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          proofs.add(read(row));
        }
      }
      return proofs;
    }
  }

  /**
   * Those of several contacts, oldest first by id.
   *
   * @param ids of the contacts by hash
   */
  static Map<String, List<Consent>> of(
      Connection connection, String tenant, Map<String, String> ids) throws SQLException {
    Map<String, List<Consent>> found = new TreeMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    Condition whose = among(tenant, ids.keySet());
    try (PreparedStatement select =
        connection.prepareStatement(
            "select tenant, list, state, source, happened_at, ip, wording, origin, subject_hash"
                + " from consent_proof where "
                + whose
                + " order by id")) {
      whose.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found
              .computeIfAbsent(ids.get(row.getString(9)), id -> new ArrayList<>())
              .add(read(row).consent());
        }
      }
    }
    return found;
  }

  private static Condition among(String tenant, Collection<String> hashes) {
    return Condition.ofTenant(tenant)
        .and(
            "subject_hash in (" + "?, ".repeat(hashes.size() - 1) + "?)",
            hashes.toArray(Object[]::new));
  }

  private static Proof read(ResultSet row) throws SQLException {
    String ip = row.getString(6);
    // What a later version calls otherwise is none that mail goes out for.
    return new Proof(
        row.getString(1),
        new Consent(
            row.getString(2),
            ConsentState.labelled(row.getString(3)).orElse(ConsentState.UNSUBSCRIBED),
            ConsentSource.labelled(row.getString(4)).orElse(ConsentSource.API),
            row.getObject(5, OffsetDateTime.class).toInstant(),
            ip.isEmpty() ? Optional.empty() : Optional.of(ip),
            row.getString(7),
            row.getString(8)));
  }

  /** Whether anything became of somebody's consent to the list after this wish. */
  static boolean isAfter(Connection connection, String tenant, String hash, Consent wish)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 1 from consent_proof where subject_hash = ? and tenant = ? and list = ?"
                + " and happened_at > ?")) {
      select.setString(1, hash);
      select.setString(2, tenant);
      select.setString(3, wish.list());
      select.setObject(4, ContactRows.at(wish.at()));
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Lists that somebody left who is no contact now, so that he stays away from them. */
  static Map<String, ConsentState> left(Connection connection, String tenant, String hash)
      throws SQLException {
    Map<String, ConsentState> last = new TreeMap<>();
    of(connection, hash, Optional.of(tenant))
        .forEach(proof -> last.put(proof.consent().list(), proof.consent().state()));
    last.values().removeIf(state -> state != ConsentState.UNSUBSCRIBED);
    return last;
  }

  /** The same of many at once, by hash; those of whom there are no proofs are not told. */
  static Map<String, Map<String, ConsentState>> left(
      Connection connection, String tenant, Collection<String> hashes) throws SQLException {
    Map<String, Map<String, ConsentState>> last = new TreeMap<>();
    if (hashes.isEmpty()) {
      return last;
    }
    Condition whose = among(tenant, hashes);
    try (PreparedStatement select =
        connection.prepareStatement(
            "select subject_hash, list, state from consent_proof where "
                + whose
                + " order by id")) {
      whose.bind(select, 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          last.computeIfAbsent(row.getString(1), hash -> new TreeMap<>())
              .put(
                  row.getString(2),
                  ConsentState.labelled(row.getString(3)).orElse(ConsentState.UNSUBSCRIBED));
        }
      }
    }
    last.values().forEach(of -> of.values().removeIf(s -> s != ConsentState.UNSUBSCRIBED));
    return last;
  }

  /** Begins the time after which proofs go, or ends it: the contact has gone, or is back. */
  static void end(Connection connection, String tenant, String hash, Optional<Instant> at)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update consent_proof set ended_at = ? where subject_hash = ? and tenant = ?")) {
      update.setObject(
          1, at.map(ContactRows::at).orElse(null), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
      update.setString(2, hash);
      update.setString(3, tenant);
      update.executeUpdate();
    }
  }
}
