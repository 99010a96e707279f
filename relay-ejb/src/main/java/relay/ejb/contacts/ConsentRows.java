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
            + " wording, author) values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
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
  }

  /** All of an address, oldest first by tenant. */
  static List<Proof> of(Connection connection, String hash, Optional<String> tenant)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select tenant, list, state, source, happened_at, ip, wording from consent_proof"
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
            row.getString(7)));
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
