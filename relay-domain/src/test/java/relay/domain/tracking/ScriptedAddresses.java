package relay.domain.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Addresses that show what they stand for: {@code https://t/1}. */
final class ScriptedAddresses implements LinkAddresses {
  static final String PICTURE =
      "<img src=\"https://t/o\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0\">";
  final List<String> targets = new ArrayList<>();
  boolean shows;
  boolean traps;

  /** Links only. */
  static ScriptedAddresses links() {
    return new ScriptedAddresses();
  }

  /** With a picture, too. */
  static ScriptedAddresses all() {
    var all = new ScriptedAddresses();
    all.shows = true;
    return all;
  }

  @Override
  public Optional<String> click(String target, int number) {
    if (target.contains("leave-me")) {
      return Optional.empty();
    }
    targets.add(target);
    return Optional.of("https://t/" + number);
  }

  @Override
  public Optional<String> open() {
    return shows ? Optional.of("https://t/o") : Optional.empty();
  }

  @Override
  public Optional<String> trap() {
    return traps ? Optional.of("https://t/x") : Optional.empty();
  }
}
