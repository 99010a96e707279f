package relay.ejb.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.frequency.FrequencyBook;
import relay.domain.frequency.FrequencyBookContract;
import relay.domain.frequency.FrequencyWish;
import relay.ejb.database.Database;

/** The book of what contacts were sent, on every database. */
interface FrequencyContract extends FrequencyBookContract {
  /** Open, with empty tables. */
  Database database();

  @Override
  default FrequencyBook book() {
    return new DatabaseFrequencyBook(database());
  }

  @Override
  default String aContact(String address) {
    return new ContactNode(database()).known(address).id();
  }

  @Override
  default void delivered(String contact, Instant at) {
    database()
        .inTransaction(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into contact_behaviour (contact_id, delivered_at, mails_since,"
                          + " mails_before, points) values (?, ?, 1, 0, 0)")) {
                insert.setLong(1, Long.parseLong(contact));
                insert.setObject(2, ContactRows.at(at));
                return insert.executeUpdate();
              }
            });
  }

  @Test
  default void shouldForgetWhatNoCapAsksForAnyMore() {
    String ann = aContact("ann@example.org");
    var wish = new FrequencyWish(ann, FrequencyBookContract.mail(1), List.of(ONE_A_WEEK));
    book().claim(List.of(wish), FIRST);
    var old = DatabaseFrequencyBook.old(database());

    assertThat(old.old(FIRST.plus(Duration.ofDays(89)), "", 10)).isEmpty();
    List<String> keys = old.old(FIRST.plus(Duration.ofDays(91)), "", 10);

    assertThat(keys).hasSize(1);
    assertThat(old.remove(keys)).isEqualTo(1);
  }

  @Test
  default void shouldKeepNothingOfAContactThatIsGone() {
    String ann = aContact("ann@example.org");
    var wish = new FrequencyWish(ann, FrequencyBookContract.mail(1), List.of(ONE_A_WEEK));
    book().claim(List.of(wish), FIRST);

    new ContactNode(database()).desk.remove("acme", ann, ContactNode.AL);

    Instant later = FIRST.plus(Duration.ofDays(91));
    assertThat(DatabaseFrequencyBook.old(database()).old(later, "", 10)).isEmpty();
    assertThat(book().claim(List.of(wish), FIRST)).isEmpty();
  }
}
