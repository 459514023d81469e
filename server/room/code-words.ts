/** Words for spoken join codes: short, plain, told apart by ear, nobody's name, nothing to blush at. */

export const CODE_WORDS: readonly string[] = `
  acorn alder amber anchor apple apron arch arrow ash aspen atlas autumn badge bagel bamboo barley basil basket
  bay beacon bean bell berry birch blanket blossom blue boat bottle bowl branch brass bread brick bridge brook
  brush bucket butter button cabin cactus camel canal candle canoe canvas carbon cargo carpet carrot castle
  cedar cello chair chalk cherry chestnut circle clay cliff clock cloud clover coast cobalt coconut coffee comet
  compass copper coral cork corner cotton crane crayon cricket crystal cup curtain cypress daisy dawn delta
  denim desert diamond dolphin domino door dove dragon drum dune eagle earth echo elbow elder elm ember engine
  falcon feather fern ferry field fig finch fir flag flame flint flute forest fountain fox garden garlic garnet
  ginger glacier glass globe granite grape grass gravel green grove guitar hammer harbor harp hat hazel hedge
  heron hill holly honey horizon horn icicle igloo indigo iris iron island ivory ivy jacket jade jasmine jelly
  jewel juniper kayak kettle key kite kiwi koala ladder lagoon lake lamp lantern lark laurel lavender leaf lemon
  lentil letter lichen lilac lily lime linen lion lobster lotus lynx magnet mango maple marble meadow melon mint
  mirror mitten moon moss mountain mustard narrow nectar needle nest north nutmeg oak oasis oat ocean olive
  onion opal orange orbit orchid otter owl oyster paddle palm panda paper parrot path peach pear pearl pebble
  pencil pepper petal piano pillow pine planet plum pond poppy prairie prism puffin pumpkin purple quartz quilt
  rabbit raft rain raven reed ribbon rice river robin rocket rope rose ruby saddle saffron sail salmon sand
  sapphire scarf sea seed shell shore silver sky slate snow sofa spark sparrow spice spoon spring spruce square
  star stone stream sugar summer sun swan table tea teal thimble thistle thunder tiger timber toast topaz torch
  tower trail train tree tulip tunnel turtle umbrella valley vanilla velvet vine violet violin wagon walnut
  water wave wheat whistle willow wind window winter wolf wood wool yarn yellow zebra zinc
`
  .trim()
  .split(/\s+/);
