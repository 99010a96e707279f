package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import relay.domain.tracking.VisitEvent;
import relay.ejb.contacts.Audience;

/**
 * Opens and clicks on rows of the ledger, as one batch of a transaction of the caller, who sees to
 * it that each is noted once: they are added up.
 */
final class VisitNotes implements AutoCloseable {
  private final PreparedStatement opens;
  private final PreparedStatement clicks;

  VisitNotes(Connection connection) throws SQLException {
    this.opens = connection.prepareStatement(sql("people_opens", "machine_opens", "opened_at"));
    this.clicks = connection.prepareStatement(sql("people_clicks", "machine_clicks", "clicked_at"));
  }

  /** What was told as a person's and was none is taken back, with its time if it was the only. */
  private static String sql(String people, String machines, String first) {
    return "update campaign_mail set "
        + (first + " = case when " + people + " + ? > 0 then coalesce(" + first + ", ?) else null")
        + (" end, " + people + " = greatest(" + people + " + ?, 0), " + machines + " = " + machines)
        + " + ? where run = ? and place = ?";
  }

  void add(long run, long place, VisitEvent visit) throws SQLException {
    int person = visit.isMachine() ? (visit.revised() ? -1 : 0) : 1;
    PreparedStatement row = visit.isClick() ? clicks : opens;
    row.setInt(1, person);
    row.setObject(2, Audience.at(visit.at()));
    row.setInt(3, person);
    row.setInt(4, visit.isMachine() ? 1 : 0);
    row.setLong(5, run);
    row.setLong(6, place);
    row.addBatch();
  }

  void write() throws SQLException {
    opens.executeBatch();
    clicks.executeBatch();
  }

  @Override
  public void close() throws SQLException {
    opens.close();
    clicks.close();
  }
}
