package relay.domain.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dead letters in memory, for tests; remembers where each was given back to. */
public final class InMemoryDeadLetters implements DeadLetterBox {
  private final Map<String, DeadLetter> letters = new LinkedHashMap<>();
  private final List<String> givenBack = new ArrayList<>();
  private String content = "Subject: Hello\r\n\r\nHow are you?\r\n";
  private String trouble = "";
  private boolean taken;

  /** Puts one there. */
  public InMemoryDeadLetters with(DeadLetter letter) {
    letters.put(letter.id(), letter);
    return this;
  }

  /** What is in each of them. */
  public void content(String text) {
    content = text;
  }

  /** From now on none can be opened. */
  public void locked(String why) {
    trouble = why;
  }

  /** Somebody else takes every letter between the look at it and the hand on it. */
  public void othersAreFaster() {
    taken = true;
  }

  /** Ids and queues, in order. */
  public List<String> givenBack() {
    return givenBack;
  }

  @Override
  public List<DeadLetter> list(int max) {
    return letters.values().stream().limit(max).toList();
  }

  @Override
  public Optional<List<DeadLetter>> after(String id, int max) {
    int place = List.copyOf(letters.keySet()).indexOf(id);
    return place < 0
        ? Optional.empty()
        : Optional.of(letters.values().stream().skip(place + 1L).limit(max).toList());
  }

  @Override
  public Optional<DeadLetter> find(String id) {
    return Optional.ofNullable(letters.get(id));
  }

  @Override
  public Optional<LetterContent> content(String id, int octetsMax) {
    if (!letters.containsKey(id)) {
      return Optional.empty();
    }
    byte[] octets = content.getBytes(StandardCharsets.UTF_8);
    return Optional.of(
        trouble.isEmpty()
            ? new LetterContent(
                Arrays.copyOf(octets, Math.min(octetsMax, octets.length)),
                octets.length > octetsMax,
                "")
            : LetterContent.locked(trouble));
  }

  @Override
  public boolean giveBack(DeadLetter letter, String queue) {
    if (taken || letters.remove(letter.id()) == null) {
      return false;
    }
    givenBack.add(letter.id() + " " + queue);
    return true;
  }

  @Override
  public boolean remove(DeadLetter letter) {
    return !taken && letters.remove(letter.id()) != null;
  }
}
