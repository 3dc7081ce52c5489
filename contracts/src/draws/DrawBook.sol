// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDraws } from "../interfaces/IDraws.sol";

/// @title The list of open draws and the sums beside it
/// @dev Each selector orders its draws by asking; a deposit's are in the order of their ids.
/// Laid out for the common case of one open draw: the oldest stands in the same slot as the sums, later ones wait in a
/// list of four a slot, and the list starts over at its first, already paid, slot whenever no draw is open.
abstract contract DrawBook is IDraws {
    /// @dev a hash is out of reach 257 blocks after its block
    uint256 private constant SEED_DELAY = 2;
    uint256 private constant HASH_REACH = 256;
    uint256 private constant MAX_RECOMMITS = 20;

    /// @dev head: place of the oldest open draw in the list; its entry stands in headReq and headBlock instead.
    /// overtaken: it was committed again, and one behind it has an earlier block.
    struct State {
        uint64 held;
        uint64 used;
        uint32 head;
        uint32 tail;
        uint32 headReq;
        uint32 headBlock;
        bool overtaken;
        uint8 levels;
        uint24 stakers;
    }

    /// @dev `State` in 256 bits: 48, 52, 32, 32, 32, 31, 1, 4, 24 from the low end
    uint256 private _state;
    /// @dev four entries a slot of reqId ‖ block, 32 bits each
    mapping(uint256 slot => uint256 entries) private _draws;

    /// @inheritdoc IDraws
    function nextDraw() external view returns (uint256 reqId) {
        State memory state = _load();
        return state.head == state.tail ? 0 : state.headReq;
    }

    /// @inheritdoc IDraws
    function drawsOf(uint256 drawBlock) external view returns (uint256[] memory reqIds) {
        return _drawsOf(_load(), drawBlock);
    }

    /// @inheritdoc IDraws
    function drawBlockOf(uint256 reqId) external view returns (uint256 drawBlock) {
        State memory state = _load();
        for (uint256 at = state.head; at < state.tail; ++at) {
            (uint256 id, uint256 drawn) = _entryAt(state, at);
            if (id == reqId) return drawn;
        }
    }

    /// @dev Reverts unless `reqId` is the oldest open draw and its seed is known.
    /// @return seed to draw with; 0 when it was out of reach and the draw was committed again
    function _takeSeed(State memory state, uint256 reqId) internal returns (uint256 seed) {
        if (state.head == state.tail || state.headReq != reqId) {
            revert StakerSelector_NotNext(reqId, state.head == state.tail ? 0 : state.headReq);
        }
        uint256 seedBlock = state.headBlock + SEED_DELAY;
        if (block.number <= seedBlock) revert StakerSelector_TooEarly(reqId, seedBlock + 1);
        if (block.number > seedBlock + HASH_REACH) {
            _recommit(state);
            return 0;
        }
        return uint256(keccak256(abi.encode(blockhash(seedBlock), reqId, address(this), block.chainid)));
    }

    function _appendDraw(State memory state, uint256 reqId) internal {
        if (state.head == state.tail) {
            (state.head, state.tail) = (0, 1);
            (state.headReq, state.headBlock) = (uint32(reqId), uint32(block.number));
        } else {
            _setDraw(state.tail, reqId, block.number);
            ++state.tail;
        }
    }

    function _dropOldestDraw(State memory state) internal view {
        ++state.head;
        if (state.head == state.tail) {
            (state.head, state.tail, state.headReq, state.headBlock, state.overtaken) = (0, 0, 0, 0, false);
        } else {
            (uint256 nextReq, uint256 nextBlock) = _drawAt(state.head);
            // Only those at the front are ever committed again, all in one block: behind them blocks rise as they came.
            if (nextBlock < state.headBlock) state.overtaken = false;
            (state.headReq, state.headBlock) = (uint32(nextReq), uint32(nextBlock));
        }
    }

    /// @dev Commits the oldest draw again, and up to 19 that follow and are out of reach too.
    function _recommit(State memory state) private {
        emit DrawRecommitted(state.headReq, block.number);
        state.headBlock = uint32(block.number);
        uint256 end = state.head + MAX_RECOMMITS;
        if (end > state.tail) end = state.tail;
        uint256 at = uint256(state.head) + 1;
        for (; at < end; ++at) {
            (uint256 reqId, uint256 drawn) = _drawAt(at);
            if (block.number <= drawn + SEED_DELAY + HASH_REACH) break;
            _setDraw(at, reqId, block.number);
            emit DrawRecommitted(reqId, block.number);
        }
        state.overtaken = false;
        if (at < state.tail) {
            (, uint256 behind) = _drawAt(at);
            state.overtaken = behind < block.number;
        }
        _store(state);
    }

    /// @dev True while the seed of any open draw is known, and at times a little longer, never shorter: the oldest tells when it
    /// begins unless it was committed again with older ones behind it, the newest when it ends.
    function _seedKnown(State memory state) internal view returns (bool) {
        if (state.head == state.tail) return false;
        uint256 seedBlock = uint256(state.headBlock) + SEED_DELAY;
        if (block.number <= seedBlock) return state.overtaken;
        if (block.number <= seedBlock + HASH_REACH) return true;
        (, uint256 newest) = _entryAt(state, state.tail - 1);
        return block.number <= newest + SEED_DELAY + HASH_REACH;
    }

    /// @dev the oldest open draws, as many as were committed in a block
    function _drawsOf(State memory state, uint256 drawBlock) private view returns (uint256[] memory reqIds) {
        uint256 count;
        uint256[] memory found = new uint256[](MAX_RECOMMITS);
        for (uint256 at = state.head; at < state.tail && count < MAX_RECOMMITS; ++at) {
            (uint256 reqId, uint256 drawn) = _entryAt(state, at);
            if (drawn != drawBlock) break;
            found[count++] = reqId;
        }
        reqIds = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            reqIds[i] = found[i];
        }
    }

    function _load() internal view returns (State memory state) {
        uint256 word = _state;
        state.held = uint64(word & type(uint48).max);
        state.used = uint64((word >> 48) & ((1 << 52) - 1));
        state.head = uint32(word >> 100);
        state.tail = uint32(word >> 132);
        state.headReq = uint32(word >> 164);
        state.headBlock = uint32(word >> 196) & type(uint32).max >> 1;
        state.overtaken = (word >> 227) & 1 != 0;
        state.levels = uint8((word >> 228) & 0xf);
        state.stakers = uint24(word >> 232);
    }

    /// @dev Every field fits: held is at most what all weights stood for when it was taken (2^32 quanta), used is backed
    /// twice over what all bitcoins are worth before it does not, ids and blocks count for centuries, ten levels hold 2^30
    /// stakers. The sums are looked at all the same: one that ran over would write into its neighbour.
    function _store(State memory state) internal {
        assert(state.held >> 48 == 0 && state.used >> 52 == 0 && state.headBlock >> 31 == 0);
        _state = uint256(state.held) | (uint256(state.used) << 48) | (uint256(state.head) << 100)
            | (uint256(state.tail) << 132) | (uint256(state.headReq) << 164) | (uint256(state.headBlock) << 196)
            | (state.overtaken ? 1 << 227 : 0) | (uint256(state.levels) << 228) | (uint256(state.stakers) << 232);
    }

    function _entryAt(State memory state, uint256 at) private view returns (uint256 reqId, uint256 drawBlock) {
        return at == state.head ? (uint256(state.headReq), uint256(state.headBlock)) : _drawAt(at);
    }

    function _drawAt(uint256 at) private view returns (uint256 reqId, uint256 drawBlock) {
        uint256 entry = _draws[at / 4] >> ((at % 4) * 64);
        return ((entry >> 32) & type(uint32).max, entry & type(uint32).max);
    }

    function _setDraw(uint256 at, uint256 reqId, uint256 drawBlock) private {
        uint256 shift = (at % 4) * 64;
        uint256 rest = _draws[at / 4] & ~(uint256(type(uint64).max) << shift);
        _draws[at / 4] = rest | (((reqId << 32) | drawBlock) << shift);
    }
}
