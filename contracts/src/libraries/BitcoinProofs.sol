// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { Outpoint, Proof, TxOutput } from "../types/BitcoinTypes.sol";

/// @notice What a verified proof stands for. Only `BitcoinProofs.verify` makes one.
/// @param txid internal byte order
/// @param height of the block that holds the transaction
/// @param confirmations blocks from there to the tip, both counted
/// @param work chainwork of those blocks
/// @param tipHeight height of the relay's tip
/// @param tipTime time in the tip's header, in seconds
/// @param outputsAt where the output count stands in the transaction
struct Inclusion {
    bytes32 txid;
    uint256 height;
    uint256 confirmations;
    uint256 work;
    uint256 tipHeight;
    uint256 tipTime;
    uint256 outputsAt;
}

/// @notice One output that pays the script asked for.
/// @param vout its position
/// @param sats its value
struct Payment {
    uint32 vout;
    uint64 sats;
}

/// @title Proofs that a Bitcoin transaction is in the best chain
/// @notice `verify` takes nothing on trust but the relay. The same proof always gives the same answer for the same
/// relay; a changed bit anywhere, a longer index or another depth reverts.
///
/// Units: sats, Bitcoin blocks, seconds; hashes in internal byte order.
/// Assumption: sha256's second preimages stay out of reach; Bitcoin refuses blocks with a mutated tree (CVE-2012-2459).
/// @dev Errors are raised with `require`, not from assembly, so that they stand in the ABI of contracts that use this.
library BitcoinProofs {
    /// @notice Thrown when the transaction carries witness data: the txid is over the form without it (BIP-141).
    error BitcoinProofs_WitnessData();
    /// @notice Thrown for a transaction of 64 bytes, which could be an inner node of the tree (CVE-2017-12842).
    error BitcoinProofs_SixtyFourBytes();
    /// @notice Thrown when the parts of the transaction do not end where its bytes do.
    error BitcoinProofs_TxLength(uint256 parsed, uint256 length);
    /// @notice Thrown for a length or count that is not in its shortest form, or beyond what a block can hold.
    error BitcoinProofs_VarInt(uint256 offset);
    error BitcoinProofs_NoInputs();
    error BitcoinProofs_NoOutputs();
    error BitcoinProofs_TooManyInputs(uint256 count, uint256 max);
    error BitcoinProofs_TooManyOutputs(uint256 count, uint256 max);
    /// @notice Thrown when an input spends the null outpoint, as only a coinbase does.
    error BitcoinProofs_NullOutpoint(uint256 input);
    /// @notice Thrown when the outputs together are worth more than 21 million BTC.
    error BitcoinProofs_ValueTooLarge(uint256 sats);
    /// @notice Thrown when the transaction given as the block's first is not a coinbase.
    error BitcoinProofs_NotCoinbase();
    /// @notice Thrown when the transaction and the coinbase stand at different depths.
    error BitcoinProofs_DepthMismatch(uint256 depth, uint256 coinbaseDepth);
    /// @notice Thrown when the index has bits beyond the depth of the path.
    error BitcoinProofs_IndexTooLarge(uint256 index, uint256 depth);
    /// @notice Thrown when the path does not lead to the header's root, or leads over a doubled node (CVE-2012-2459).
    error BitcoinProofs_NotInBlock();
    error BitcoinProofs_CoinbaseNotInBlock();
    error BitcoinProofs_HeaderLength(uint256 length);
    /// @notice Thrown when the header is not the one the relay knows at that height; `known` is 0 outside its range.
    error BitcoinProofs_UnknownHeader(uint256 height, bytes32 known);
    error BitcoinProofs_NotConfirmed(uint256 confirmations, uint256 required);

    uint256 internal constant MIN_CONFIRMATIONS = 3;
    uint256 internal constant DEFAULT_CONFIRMATIONS = 6;
    uint256 internal constant MAX_INPUTS = 64;
    uint256 internal constant MAX_OUTPUTS = 64;
    uint256 internal constant MAX_SATS = 21e14;

    /// @notice Proves that `proof.tx` is in the block at `proof.height` of the relay's chain.
    /// @param required confirmations to ask for; fewer than 3 count as 3
    function verify(Proof calldata proof, IBitcoinRelay relay, uint256 required)
        internal
        view
        returns (Inclusion memory inclusion)
    { }

    /// @notice The outputs that pay one P2WSH script.
    /// @param proof a proof that `verify` accepted, which gave `inclusion`
    /// @param program the 32 bytes after `0020` in the script
    /// @return total sats of all of them
    /// @return payments one entry an output, in order
    function paymentsTo(Proof calldata proof, Inclusion memory inclusion, bytes32 program)
        internal
        pure
        returns (uint256 total, Payment[] memory payments)
    { }

    /// @notice What the transaction spends, in order. Checks the transaction as `verify` does.
    function inputs(bytes calldata transaction) internal pure returns (Outpoint[] memory) { }

    /// @notice What the transaction pays, in order. Checks the transaction as `verify` does.
    function outputs(bytes calldata transaction) internal pure returns (TxOutput[] memory) { }

    /// @notice The data of every output whose script is OP_RETURN and exactly one push, in order.
    function opReturns(bytes calldata transaction) internal pure returns (bytes[] memory) { }

    /// @return double sha256 of the transaction without witness (BIP-141)
    function txidOf(bytes calldata transaction) internal view returns (bytes32) { }
}
