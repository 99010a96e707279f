package relay.domain.tlsreport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was counted, and the reports made of it, shared by all nodes (port). Thread-safe. Every
 * method throws {@link relay.domain.view.ViewUnavailable} while the database cannot be used; then
 * nothing happened, or for {@link #add} all of it may have.
 */
public interface TlsReports {

  /**
   * Adds to what was counted.
   *
   * @param failuresMax kinds of a domain and day that are kept with their addresses; further ones
   *     are kept by type alone
   */
  void add(List<TalliedSessions> counts, int failuresMax);

  /** A day of which a domain was not told yet. */
  record Due(LocalDate day, String domain) {}

  /**
   * Days before this one that nobody was told of yet, by day and domain.
   *
   * @param after only those behind it; empty for the first
   */
  List<Due> due(LocalDate before, Optional<Due> after, int max);

  /** What was counted of a domain on a day. */
  List<TalliedSessions> of(LocalDate day, String domain);

  /**
   * The day is done for the domain: its reports, if it wants any, are kept from now on, and its
   * counts are forgotten, both or neither. Reports that are there already stay as they are.
   */
  void settle(Due due, List<OutgoingReport> reports);

  /**
   * Takes a report whose time has come, so that no other node takes it for this long.
   *
   * @return empty: there is none
   */
  Optional<OutgoingReport> take(Instant now, Duration hold);

  /** Keeps what became of a report that was taken. */
  void keep(OutgoingReport report);

  /** The report of this id. */
  Optional<OutgoingReport> find(String id);

  /**
   * Reports of the newest days first.
   *
   * @param domain only of this one; empty: of all
   * @param after id to go on after; empty for the first page
   */
  List<OutgoingReport> list(Optional<String> domain, Optional<String> after, int limit);
}
