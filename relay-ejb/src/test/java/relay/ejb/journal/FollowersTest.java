package relay.ejb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.journal.JournalPosition;

class FollowersTest {

  private record At(Optional<JournalPosition> written) implements Follower {
    @Override
    public String name() {
      return "test";
    }
  }

  private static Follower at(long file, long offset) {
    return new At(Optional.of(new JournalPosition(file, offset)));
  }

  @Test
  void shouldWaitForTheSlowest() {
    var followers = new Followers(List.of(at(7, 10), at(3, 900), at(3, 899), at(9, 0)));

    assertEquals(Optional.of(new JournalPosition(3, 899)), followers.allHaveRead());
  }

  @Test
  void shouldKnowNothingWhileOneDoesNotKnowItsPlace() {
    var followers = new Followers(List.of(at(7, 10), new At(Optional.empty()), at(9, 0)));

    assertEquals(Optional.empty(), followers.allHaveRead());
  }
}
