package relay.domain.traffic;

/** What a stream brought lately of all that came, beside the part that its weight gives it. */
public enum Claim {
  /** More than its part, while others bring mail, too: it is slowed and refused before them. */
  MORE(2),
  /** About its part; or nobody else brings mail. */
  FAIR(1),
  /** Less than half of its part: it is not to feel what others bring. */
  LESS(0.5);

  private final double weight;

  Claim(double weight) {
    this.weight = weight;
  }

  /** How much a shortage counts for it: a lane that is half as long is as long for who has 2. */
  public double weight() {
    return weight;
  }
}
