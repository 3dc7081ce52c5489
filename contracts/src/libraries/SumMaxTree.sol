// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title A tree of weights with the sum and the maximum of every subtree
/// @notice Four children a node and one storage slot a node: four entries of 64 bits, 34 of sum and 30 of maximum. A leaf
/// is an entry whose sum and maximum are its weight. Level 0 holds the leaves; a node's place never changes when the
/// tree grows, only a level is added on top.
/// Cost: one slot a level to read or write, so O(log₄ n) for update and draw, at most `5 · levels` for `largest`.
library SumMaxTree {
    uint256 internal constant MAX_LEAF = (1 << 30) - 1;
    uint256 internal constant MAX_SUM = (1 << 34) - 1;
    /// @dev most results of `largest`
    uint256 internal constant MOST = 5;

    uint256 private constant ENTRY_MASK = type(uint64).max;
    uint256 private constant MAX_BITS = 30;

    /// @notice Adds levels until `leaf` has a place.
    /// @return grown the new number of levels
    function grow(mapping(uint256 => uint256) storage nodes, uint256 levels, uint256 leaf)
        internal
        returns (uint256 grown)
    {
        grown = levels == 0 ? 1 : levels;
        while (leaf >> (2 * grown) != 0) {
            // The old root becomes the first child of the new one.
            nodes[_key(grown, 0)] = _fold(nodes[_key(grown - 1, 0)]);
            ++grown;
        }
    }

    /// @notice Sets the weight of a leaf that has a place.
    /// @return set the weight that was written: `weight`, or less where an entry or the sum of all could not hold it.
    /// Clamping down is safe: a lighter staker is only drawn less often, while a revert would block its account.
    function update(mapping(uint256 => uint256) storage nodes, uint256 levels, uint256 leaf, uint256 weight)
        internal
        returns (uint256 set)
    {
        uint256 old = weightOf(nodes, levels, leaf);
        set = weight > MAX_LEAF ? MAX_LEAF : weight;
        if (set > old) {
            uint256 room = MAX_SUM - total(nodes, levels);
            if (set - old > room) set = old + room;
        }
        if (set == old) return set;

        uint256 entry = (set << MAX_BITS) | set;
        for (uint256 level; level < levels; ++level) {
            uint256 key = _key(level, leaf >> 2);
            uint256 shift = (leaf & 3) * 64;
            uint256 node = (nodes[key] & ~(ENTRY_MASK << shift)) | (entry << shift);
            nodes[key] = node;
            entry = _fold(node);
            leaf >>= 2;
        }
    }

    /// @notice The leaf at whose cumulative weight `point` falls.
    /// @param point less than `total`
    function find(mapping(uint256 => uint256) storage nodes, uint256 levels, uint256 point)
        internal
        view
        returns (uint256 leaf)
    {
        for (uint256 level = levels; level != 0;) {
            --level;
            uint256 node = nodes[_key(level, leaf)];
            uint256 child;
            uint256 sum = (node & ENTRY_MASK) >> MAX_BITS;
            while (point >= sum) {
                point -= sum;
                node >>= 64;
                ++child;
                // A point outside the total would walk on for ever.
                assert(child < 4);
                sum = (node & ENTRY_MASK) >> MAX_BITS;
            }
            leaf = (leaf << 2) | child;
        }
    }

    /// @notice The heaviest leaves, heaviest first; leaves without weight are left out.
    /// @return found `(weight << 40) | leaf`, `count` of them
    function largest(mapping(uint256 => uint256) storage nodes, uint256 levels)
        internal
        view
        returns (uint256[5] memory found, uint256 count)
    {
        if (levels == 0) return (found, 0);
        // Every subtree holds at least one leaf of its maximum, so a subtree that is not among the five best can hold
        // none of the five best leaves: five candidates are enough. A candidate is (maximum, height, index).
        uint256 max = _maxOf(_fold(nodes[_key(levels - 1, 0)]));
        if (max == 0) return (found, 0);
        found[0] = (max << 40) | (levels << 32);
        uint256 candidates = 1;
        while (count < candidates) {
            uint256 best = found[count];
            uint256 height = (best >> 32) & 0xff;
            if (height == 0) {
                ++count;
                continue;
            }
            for (uint256 i = count + 1; i < candidates; ++i) {
                found[i - 1] = found[i];
            }
            found[--candidates] = 0;
            uint256 index = best & type(uint32).max;
            uint256 node = nodes[_key(height - 1, index)];
            for (uint256 child; child < 4; ++child) {
                max = _maxOf(node & ENTRY_MASK);
                node >>= 64;
                if (max == 0) continue;
                candidates = _insert(found, count, candidates, (max << 40) | ((height - 1) << 32) | (index << 2) | child);
            }
        }
    }

    /// @return weight of one leaf
    function weightOf(mapping(uint256 => uint256) storage nodes, uint256 levels, uint256 leaf)
        internal
        view
        returns (uint256 weight)
    {
        if (leaf >> (2 * levels) != 0) return 0;
        return _maxOf(nodes[_key(0, leaf >> 2)] >> ((leaf & 3) * 64));
    }

    /// @return sum of all weights
    function total(mapping(uint256 => uint256) storage nodes, uint256 levels) internal view returns (uint256 sum) {
        if (levels == 0) return 0;
        return _fold(nodes[_key(levels - 1, 0)]) >> MAX_BITS;
    }

    /// @return sum of all weights
    /// @return max the heaviest weight
    function totals(mapping(uint256 => uint256) storage nodes, uint256 levels)
        internal
        view
        returns (uint256 sum, uint256 max)
    {
        if (levels == 0) return (0, 0);
        uint256 entry = _fold(nodes[_key(levels - 1, 0)]);
        return (entry >> MAX_BITS, _maxOf(entry));
    }

    /// @dev Inserts into a list that is sorted downwards from `from` on and keeps the best `MOST`.
    function _insert(uint256[5] memory list, uint256 from, uint256 length, uint256 item)
        private
        pure
        returns (uint256)
    {
        uint256 at = length;
        if (length == MOST) {
            if (item <= list[MOST - 1]) return length;
            at = MOST - 1;
        } else {
            ++length;
        }
        while (at > from && list[at - 1] < item) {
            list[at] = list[at - 1];
            --at;
        }
        list[at] = item;
        return length;
    }

    /// @dev The entry that stands for a whole node: the sum of its sums, the maximum of its maxima.
    function _fold(uint256 node) private pure returns (uint256 entry) {
        uint256 sum;
        uint256 max;
        while (node != 0) {
            sum += (node & ENTRY_MASK) >> MAX_BITS;
            uint256 m = _maxOf(node);
            if (m > max) max = m;
            node >>= 64;
        }
        return (sum << MAX_BITS) | max;
    }

    function _maxOf(uint256 entry) private pure returns (uint256) {
        return entry & MAX_LEAF;
    }

    function _key(uint256 level, uint256 index) private pure returns (uint256) {
        return (level << 32) | index;
    }
}
