// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../../src/interfaces/IBitcoinRelay.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { BitcoinTest } from "./BitcoinTest.sol";

/// @notice A regtest chain kept by the test: it grows block by block, can be reorganised, and follows the EVM's clock.
/// Blocks carry a coinbase and at most one transaction of ours; the rest of the tree is filled with noise, so that deep
/// trees cost nothing.
abstract contract BitcoinFixture is BitcoinTest {
    /// @dev headers of the chain being mined, by height
    mapping(uint256 height => bytes header) internal minedHeaders;
    uint256 internal minedHeight;
    uint256 private _salt;

    function _startBitcoin() internal {
        minedHeight = CHECKPOINT;
        minedHeaders[CHECKPOINT] = checkpointHeader();
    }

    // --- blocks ---

    /// @notice Mines `count` blocks on the tip and tells the relay.
    function mine(IBitcoinRelay relay, uint256 count) internal {
        bytes memory headers;
        for (uint256 i; i < count; ++i) {
            headers = bytes.concat(headers, _mineHeader(_noise()));
            // Batches keep the concatenation linear enough for thousands of blocks.
            if (headers.length == 80 * 50) {
                relay.submitHeaders(headers);
                headers = "";
            }
        }
        if (headers.length != 0) relay.submitHeaders(headers);
    }

    /// @notice Mines one block that holds `transaction` at `index` of a tree of `depth` levels, and tells the relay.
    function mineWith(IBitcoinRelay relay, bytes memory transaction_, uint256 index, uint256 depth)
        internal
        returns (Proof memory proof)
    {
        bytes32 root;
        (proof, root) = _tree(transaction_, index, depth);
        proof.header = _mineHeader(root);
        proof.height = minedHeight;
        relay.submitHeaders(proof.header);
    }

    /// @notice Leaves the blocks above `forkHeight` and mines `count` others on top of it, without telling the relay.
    /// @return branch what `submitBranch` takes: the headers that end at the fork, then the new ones
    function mineBranch(uint256 forkHeight, uint256 count) internal returns (bytes memory branch) {
        uint256 known = forkHeight - CHECKPOINT + 1;
        uint256 context = known < 11 ? known : 11;
        for (uint256 height = forkHeight + 1 - context; height <= forkHeight; ++height) {
            branch = bytes.concat(branch, minedHeaders[height]);
        }
        minedHeight = forkHeight;
        for (uint256 i; i < count; ++i) {
            branch = bytes.concat(branch, _mineHeader(_noise()));
        }
    }

    function _mineHeader(bytes32 root) internal returns (bytes memory header) {
        bytes memory previous = minedHeaders[minedHeight];
        // A second after the block before, or now: always above the median, never ahead of the clock.
        uint32 time = _timeOf(previous) + 1;
        if (time < block.timestamp) time = uint32(block.timestamp);
        header = mine(sha256d(previous), root, time);
        minedHeaders[++minedHeight] = header;
    }

    // --- transactions ---

    /// @notice A transaction that spends an outpoint of nobody and pays `outs`.
    function buildTx(bytes[] memory outs) internal returns (bytes memory) {
        bytes[] memory ins = new bytes[](1);
        ins[0] = input(_noise(), 0, "");
        return transaction(ins, outs);
    }

    /// @notice A payment of `sats` to `script` beside a change output, as wallets make it.
    function buildPayment(bytes memory script, uint64 sats) internal returns (bytes memory) {
        return payment(sats, script, uint256(_noise()));
    }

    /// @dev Where the transaction's branch and the coinbase's branch meet, each is the other's sibling; noise elsewhere.
    function _tree(bytes memory transaction_, uint256 index, uint256 depth)
        private
        returns (Proof memory proof, bytes32 root)
    {
        require(index != 0 && index >> depth == 0, "index of no transaction");
        proof.tx = transaction_;
        proof.index = index;
        proof.path = new bytes32[](depth);
        proof.coinbasePath = new bytes32[](depth);
        proof.coinbaseTx = coinbase(minedHeight + 1);
        bytes32 node = sha256d(transaction_);
        bytes32 coinbaseNode = sha256d(proof.coinbaseTx);
        for (uint256 level; level < depth; ++level) {
            uint256 place = index >> level;
            if (place == 0) {
                proof.path[level] = proof.coinbasePath[level] = _noise();
                node = coinbaseNode = parentOf(node, proof.path[level]);
                continue;
            }
            bool meet = place == 1;
            proof.path[level] = meet ? coinbaseNode : _noise();
            proof.coinbasePath[level] = meet ? node : _noise();
            coinbaseNode = parentOf(coinbaseNode, proof.coinbasePath[level]);
            node = place & 1 == 1 ? parentOf(proof.path[level], node) : parentOf(node, proof.path[level]);
        }
        root = node;
        require(root == coinbaseNode, "branches did not meet");
    }

    function _noise() internal returns (bytes32) {
        return keccak256(abi.encode("bitcoin fixture", ++_salt));
    }

    function _timeOf(bytes memory header) private pure returns (uint32 time) {
        for (uint256 i; i < 4; ++i) {
            time |= uint32(uint8(header[68 + i])) << uint32(8 * i);
        }
    }
}
